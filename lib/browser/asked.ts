import { describeToken, type TokenDescription } from './describe-token'
import { pastedKind } from './pasted-kind'

/** What the operator asked for, in a form that may be kept in memory: of a token only its description. */
export type Asked =
  | { readonly type: 'token'; readonly description: TokenDescription }
  | { readonly type: 'text'; readonly text: string }

let asked: Asked | null = null
const listeners = new Set<() => void>()

/** Turns what was typed into what may be kept. The token itself does not survive this call. */
export function readAsked(typed: string): Asked {
  const text = typed.trim()
  return pastedKind(text) === 'token' ? { type: 'token', description: describeToken(text) } : { type: 'text', text }
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
