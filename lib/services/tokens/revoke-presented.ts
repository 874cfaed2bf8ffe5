import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { NO_EXPECTATION } from '@/lib/core/facts'
import type { Instant } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { actingApplication } from '../acting-application'
import { command, unchanged } from '../command'
import type { Config } from '../config-cache'
import type { Services } from '../context'
import { summarize } from '../credential-summary'
import { endCredentials } from '../end-credentials'
import { ServiceError } from '../errors'
import { judgeStored } from '../judge/judge'
import { originWithoutStore, type Presentation } from '../judge/present'
import type { StoredCredential } from '../judge/read-records'
import { lockCredentials } from '../lock-credentials'
import { type Revocation, revokedEntry } from '../revocation'
import type { Transaction } from '../transaction'
import { trueEnding } from '../true-ending'
import { refuseFailure } from './judge-recorded'

const RevokePresentedInput = z.strictObject({
  presentation: z.custom<Presentation>((value) => typeof value === 'object' && value !== null && 'shape' in value),
})

/**
 * RFC 7009: the holder gives a token back. It ends only when its secret matched and it belongs to the application that asks; of
 * a session every generation ends. Anything else changes nothing and is told nothing. Errors: `misconfigured`, `unavailable`.
 */
export const revokePresented = command({
  permission: 'tokens.revoke',
  input: RevokePresentedInput,
  async run({ tx, actor, reach, now, input, services, context }) {
    actingApplication(actor)
    const config = await services.config.within(tx)
    const held = await lockMatching(tx, services, { config, now }, input.presentation)
    const living = held.filter((each) => reaches(reach, each.record.applicationId) && isAlive(each, config, now))
    const revocations = living.map((stored) => ({ stored, draft: revocationOf(stored, now) }))
    const { correlationId } = context
    await endCredentials(
      tx,
      { now, actor, correlationId },
      revocations.map(({ draft }) => draft),
    )
    const [first, ...rest] = revocations.map(({ stored, draft }) =>
      revokedEntry(stored, draft, summarize(stored, config, now).state),
    )
    return first === undefined ? unchanged(null) : { result: null, entries: [first, ...rest] }
  },
})

/** The credential a token proves to be, with the other generations of its session; none when it proves nothing. */
async function lockMatching(
  tx: Transaction,
  { keyring }: Services,
  snapshot: { readonly config: Config; readonly now: Instant },
  presentation: Presentation,
): Promise<StoredCredential[]> {
  const origin = originWithoutStore(presentation, snapshot.config)
  if (origin === 'key_missing_here') {
    throw new ServiceError('misconfigured', 'The issuer key of this token is missing here.', { retryAfterSeconds: 1 })
  }
  if (origin !== null) return []
  const selector = presentation.head?.selector ?? ''
  const [found] = await tx.select({ id: credential.id }).from(credential).where(eq(credential.selector, selector))
  if (found === undefined) return []
  const held = await lockCredentials(tx, snapshot.config, [found.id], { wholeSessions: true })
  const stored = held.find((each) => each.record.id === found.id) ?? null
  const judged = refuseFailure(judgeStored(keyring, snapshot, presentation, stored, NO_EXPECTATION))
  return judged.record === null ? [] : held
}

function isAlive(stored: StoredCredential, config: Config, now: Instant): boolean {
  return stored.record.ended === null && trueEnding(stored, config, now) === null
}

function revocationOf({ record }: StoredCredential, now: Instant): Revocation {
  const cause = record.kind === 'session' ? 'logged_out' : 'unspecified'
  return { credentialId: record.id, endedAt: now, reason: 'revoked', cause, note: null }
}
