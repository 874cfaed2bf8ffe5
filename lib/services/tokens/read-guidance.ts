import { and, eq } from 'drizzle-orm'
import { alias } from 'drizzle-orm/pg-core'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { DAY, type Instant } from '@/lib/core/instant'
import { readRequestId } from '@/lib/crypto/id'
import { holderOf, type Tellable } from '@/lib/locale/guidance/guide'
import type { Holder } from '@/lib/locale/guidance/words'
import { type Language, lookup } from '@/lib/locale/languages'
import { query } from '../query'
import { isSameTeam } from '../same-team'
import { tellableTo } from '../tellable'
import type { Reader } from '../transaction'

/** How long a reference is good for on the public page; operators find it for as long as refusals are kept. */
export const GUIDANCE_DAYS = 30

/** One refusal as whoever holds its reference may know it. */
export interface RefusalGuidance {
  readonly reference: string
  readonly tellable: Tellable
  readonly holder: Holder
  readonly judgedAt: Instant
  /** The application that refused, by what it says of itself. */
  readonly application: {
    readonly id: string
    readonly name: string
    readonly signInUrl: string | null
    /** What it speaks where a reader asks for no language of ours. */
    readonly language: Language | null
  }
}

/**
 * What a reference has to tell to whoever holds it; null for a reference that is malformed, unknown or too old, all alike.
 * For the system, on behalf of a reader nobody knows.
 */
export const readGuidance = query({
  permission: 'system.work',
  input: z.strictObject({ reference: z.string() }),
  async run({ db, now, input, services }): Promise<RefusalGuidance | null> {
    const requested = readRequestId(input.reference)
    if (requested === null || now - requested.at > GUIDANCE_DAYS * DAY) return null
    const found = await findRefusal(db, requested)
    if (found === undefined) return null
    const { row, judgedAt, callerScopes, owningApplicationId } = found
    const config = await services.config.current()
    const application = config.applications.get(row.applicationId)
    if (application === undefined) return null
    const mayReadReason = callerScopes?.includes('reason:read') ?? false
    const ownsIt = owningApplicationId === null || isSameTeam(config, application.id, owningApplicationId)
    const { reason, cause, evidence } = row
    // Without the right to the reason not even the kind may depend on what was found.
    const kind = evidence.expected.kind ?? (mayReadReason ? row.kind : null)
    const { id, name, signInUrl } = application
    return {
      reference: input.reference,
      tellable: tellableTo({ mayReadReason, ownsIt }, { reason, cause, checks: evidence.checks }),
      holder: holderOf(kind),
      judgedAt,
      application: { id, name, signInUrl, language: lookup(application.language ?? '') },
    }
  },
})

const caller = alias(credential, 'caller')

async function findRefusal(db: Reader, requested: { readonly id: string; readonly at: Instant }) {
  const [found] = await db
    .select({
      row: {
        reason: refusal.reason,
        cause: refusal.cause,
        kind: refusal.kind,
        applicationId: refusal.applicationId,
        evidence: refusal.evidence,
      },
      judgedAt: refusalRequest.judgedAt,
      callerScopes: caller.scopes,
      owningApplicationId: credential.applicationId,
    })
    .from(refusalRequest)
    .innerJoin(refusal, eq(refusal.id, refusalRequest.refusalId))
    .leftJoin(caller, eq(caller.id, refusal.callerCredentialId))
    .leftJoin(credential, eq(credential.id, refusal.credentialId))
    .where(and(eq(refusalRequest.requestAt, requested.at), eq(refusalRequest.requestId, requested.id)))
  return found
}
