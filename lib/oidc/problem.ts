/** Everything that can go wrong between this console and an issuer: a closed list, each with its own sentence. */
export const OIDC_PROBLEMS = [
  'address_not_allowed',
  'unreachable',
  'discovery_unreadable',
  'issuer_differs',
  'not_capable',
  'keys_unreadable',
  'client_refused',
  'code_refused',
  'denied',
  'issuer_error',
  'wrong_state',
  'wrong_issuer',
  'wrong_audience',
  'wrong_nonce',
  'wrong_signature',
  'wrong_token',
  'clock_off',
  'not_reauthenticated',
  'too_many_groups',
] as const
export type OidcProblemCode = (typeof OIDC_PROBLEMS)[number]

export interface OidcProblemFacts {
  /** What was found, short and without secrets: a host, an issuer, an error code of the protocol. */
  readonly found?: string
  /** How far the issuer's clock is ahead of this one; negative when it is behind. */
  readonly aheadSeconds?: number
}

/** What an issuer did that ends a sign-in. Begins from no: whatever is not understood is one of these. */
export class OidcProblem extends Error {
  override readonly name = 'OidcProblem'
  readonly code: OidcProblemCode
  readonly facts: OidcProblemFacts

  constructor(code: OidcProblemCode, facts: OidcProblemFacts = {}, cause?: unknown) {
    super(code, { cause })
    this.code = code
    this.facts = facts
  }
}
