import type { AuditAction, AuditDetails } from '@/lib/audit/entry'

/** What an act was done to, in words: "the session of Ines Okafor", "Storefront". */
export interface ActNames {
  readonly target: string
  /** The person or service concerned. */
  readonly subject: string | null
  readonly application: string | null
}

/** Everything an act is told with. All parts are demanded by type: an action without words does not compile. */
export interface ActText<A extends AuditAction> {
  /** In a list of acts to choose among: "Key rotated". */
  readonly label: string
  /** On a timeline, before who did it: "rotated" by Dana Ortiz. */
  readonly word: string
  /** After who did it: Dana Ortiz "rotated the key Deploy of build-agent-7". */
  readonly tell: (detail: AuditDetails[A], names: ActNames) => string
}

/** The texts of the actions whose names begin with one of these words. */
export type ActTextsOf<Noun extends string> = {
  readonly [A in Extract<AuditAction, `${Noun}.${string}`>]: ActText<A>
}

/** " at Storefront", or nothing where no application is concerned. */
export function at(application: string | null): string {
  return application === null ? '' : ` at ${application}`
}

/** "1 credential", "12 credentials". */
export function credentials(count: number): string {
  return count === 1 ? '1 credential' : `${count} credentials`
}
