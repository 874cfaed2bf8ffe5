import { OIDC_PROBLEMS, type OidcProblem, type OidcProblemCode } from '@/lib/oidc/problem'
import type { ServiceErrorCode } from '@/lib/services/errors'
import type { NotAdmitted } from '@/lib/services/operators/sso/sign-in-by-issuer'

/** What goes wrong on this side of a journey to the issuer. */
export const OWN_PROBLEMS = [
  'other_browser',
  'other_session',
  'over',
  'somebody_else',
  'identity_taken',
  'not_configured',
  'unknown_identity',
  'no_role',
  'no_mail',
  'mail_taken',
  'disabled',
  'token_too_long',
  'refused_here',
] as const satisfies readonly (NotAdmitted | string)[]

export type SsoProblemCode = OidcProblemCode | (typeof OWN_PROBLEMS)[number]

export interface SsoProblem {
  readonly code: SsoProblemCode
  readonly facts: OidcProblem['facts']
}

const CODES: readonly string[] = [...OIDC_PROBLEMS, ...OWN_PROBLEMS]

/** What a verb refused on the way back, as a problem; null where nobody did wrong: the store or the installation fails. */
export function refusalOnTheWay(code: ServiceErrorCode): SsoProblem | null {
  if (code === 'unavailable' || code === 'misconfigured') return null
  return { code: OF_THE_SESSION.includes(code) ? 'other_session' : 'refused_here', facts: {} }
}

/** The session in which the journey began has ended, or goes on under a token this browser did not send. */
const OF_THE_SESSION: readonly ServiceErrorCode[] = ['session_renewed', 'unauthenticated', 'step_up_required']

/** A problem as it travels in an address: its code, with the seconds a clock is off. */
export function writeSsoProblem({ code, facts }: SsoProblem): string {
  return facts.aheadSeconds === undefined ? `sso.${code}` : `sso.${code}.${facts.aheadSeconds}`
}

/** Reads it back; null for anything else, so that nobody writes a sentence onto our pages. */
export function readSsoProblem(text: string | null | undefined): SsoProblem | null {
  const [, code, seconds] = /^sso\.([a-z_]+)(?:\.(-?\d{1,10}))?$/.exec(text ?? '') ?? []
  if (code === undefined || !isCode(code)) return null
  return { code, facts: seconds === undefined ? {} : { aheadSeconds: Number(seconds) } }
}

function isCode(text: string): text is SsoProblemCode {
  return CODES.includes(text)
}
