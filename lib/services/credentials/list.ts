import { inArray } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { type CredentialView, viewCredential } from '../credential-view'
import { readCredentials } from '../judge/read-records'
import { COUNT_MAX, encodeCursor, type HonestCount, honestCount } from '../keyset'
import { type Veil, veilOf } from '../masking'
import { query } from '../query'
import { countSql, pageSql } from './list-sql'
import { ListCredentialsInput } from './schemas'

export interface CredentialPage {
  readonly items: readonly CredentialView[]
  readonly nextCursor: string | null
  /** Of all that match, not of this page; null on later pages, where it has not changed. */
  readonly total: HonestCount | null
  readonly now: number
}

/** A page of credentials of one kind, dead ones included, each with the state the judge gives it now. */
export const listCredentials = query({
  permission: 'credentials.browse',
  input: ListCredentialsInput,
  async run({ db, actor, reach, now, input, services }): Promise<CredentialPage> {
    const veil = await veilOf(db, actor, now)
    const filter = { ...input, reach, veil }
    const config = await services.config.current()
    const { rows } = await db.execute<{ id: string; at: string }>(pageSql(filter, now))
    const page = rows.slice(0, input.limit)
    const views = await viewsInOrder(
      db,
      config,
      page.map((row) => row.id),
      now,
      veil,
    )
    const last = page.at(-1)
    const more = rows.length > input.limit && last !== undefined
    return {
      items: views,
      nextCursor: more ? encodeCursor({ at: Date.parse(last.at), id: last.id }) : null,
      total: input.cursor !== undefined ? null : more ? await countAll(db, filter, now) : honestCount(page.length),
      now,
    }
  },
})

type Arguments = Parameters<typeof readCredentials>

async function viewsInOrder(
  db: Arguments[0],
  config: Arguments[1],
  ids: readonly string[],
  now: number,
  veil: Veil,
): Promise<CredentialView[]> {
  if (ids.length === 0) return []
  const stored = await readCredentials(db, config, inArray(credential.id, [...ids]))
  const byId = new Map(stored.map((each) => [each.record.id, viewCredential(each, config, now, veil)]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

async function countAll(db: Arguments[0], input: Parameters<typeof countSql>[0], now: number): Promise<HonestCount> {
  const { rows } = await db.execute<{ count: number }>(countSql(input, now, COUNT_MAX + 1))
  return honestCount(rows[0]?.count ?? 0)
}
