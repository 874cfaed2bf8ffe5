import { away, byActor, given, type Telling } from './telling'

/** What one line of the trace may draw on. */
export interface Seen extends Telling {
  readonly passed: boolean
}

export interface CheckText {
  readonly label: string
  readonly fact: (seen: Seen) => string
  /** Empty when the fact alone decides. */
  readonly rule: (seen: Seen) => string
}

/** Lines that ask nothing but whether something happened. */
export function happenedCheck(label: string, no: string, yes: string): CheckText {
  return { label, fact: happened(no, yes), rule: () => '' }
}

/** "not revoked", or "revoked 12 min ago by Dana Ortiz". */
export function happened(no: string, yes: string): CheckText['fact'] {
  return (seen) => (seen.passed ? no : `${yes}${ago(seen)}${byActor(seen)}`)
}

/** " 12 min ago", or nothing. */
export function ago({ since, context }: Telling): string {
  return given(since, (at) => ` ${away(at, context)}`)
}

/** Parts that are there, between dots. */
export function dotted(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' · ')
}
