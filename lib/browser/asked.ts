import { splitMoment } from '@/lib/format/moment'
import { describeToken, type TokenDescription } from './describe-token'
import { pastedKind } from './pasted-kind'

/** What the operator asked for, in a form that may be kept in memory: of a token only its description. */
export type Asked =
  | { readonly type: 'token'; readonly description: TokenDescription }
  /** `at`: the moment that was typed behind it, epoch milliseconds. */
  | { readonly type: 'text'; readonly text: string; readonly at: number | null }

let asked: Asked | null = null
const listeners = new Set<() => void>()

/** Where and when something was typed: "around 14:03" means another instant in another zone. */
export interface Setting {
  readonly now: number
  readonly zone: string
}

/** Turns what was typed into what may be kept. The token itself does not survive this call. */
export function readAsked(typed: string, { now, zone }: Setting): Asked {
  const text = typed.trim()
  if (pastedKind(text) === 'token') return { type: 'token', description: describeToken(text) }
  const split = splitMoment(text, now, zone)
  return split === null ? { type: 'text', text, at: null } : { type: 'text', text: split.rest, at: split.at }
}

/** Hands a question from the search box to the page that answers it: in memory only, so that no URL or storage sees it. */
export function ask(next: Asked | null): void {
  asked = next
  for (const listener of listeners) listener()
}

export function askedNow(): Asked | null {
  return asked
}

export function subscribeToAsked(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
