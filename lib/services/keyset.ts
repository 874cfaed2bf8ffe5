import { ServiceError } from './errors'

/** A position in a list: the instant it is ordered by and the id that breaks ties. Opaque to those who page. */
export interface Position {
  readonly at: number
  readonly id: string
}

/** A position as an opaque text for URLs. */
export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(`${at} ${id}`).toString('base64url')
}

/** Errors: `invalid_input` for a cursor that we did not make. */
export function decodeCursor(cursor: string): Position {
  const match = POSITION.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  if (match?.[1] === undefined || match[2] === undefined) {
    throw new ServiceError('invalid_input', 'This page of the list cannot be found.', {
      fields: [{ pointer: '/cursor', detail: 'Start from the first page: leave the cursor out.' }],
    })
  }
  return { at: Number(match[1]), id: match[2] }
}

/** Fourteen digits end in the year 5138; beyond 9999 `Date` and Postgres no longer write alike. */
const POSITION = /^(\d{1,14}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/

export const COUNT_MAX = 10_000

/** A count that is exact up to 10,000 and honest beyond. */
export interface HonestCount {
  readonly count: number
  readonly exact: boolean
}

/** What a count cut at COUNT_MAX + 1 may claim. */
export function honestCount(counted: number): HonestCount {
  return counted > COUNT_MAX ? { count: COUNT_MAX, exact: false } : { count: counted, exact: true }
}
