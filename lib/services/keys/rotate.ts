import { eq } from 'drizzle-orm'
import { credentialLive } from '@/db/schema/credential-live'
import { family } from '@/db/schema/family'
import { entry } from '@/lib/audit/entry'
import { type Instant, SECOND } from '@/lib/core/instant'
import { lifecycle } from '@/lib/core/lifecycle'
import { reaches } from '@/lib/core/permissions'
import { longestOverlapAt, OVERLAP_SECONDS_DEFAULT } from '@/lib/core/policy'
import { ASSAY_APPLICATION } from '../assay-application'
import { authorize } from '../authorize'
import { command, refused } from '../command'
import type { Actor } from '../context'
import { type CredentialSummary, summarizeIssued } from '../credential-summary'
import { endCredentials } from '../end-credentials'
import { notFound, ServiceError } from '../errors'
import { reported } from '../input-parts'
import { type IssueDraft, issueCredential, issuedDetail } from '../issue-credential'
import type { StoredCredential } from '../judge/read-records'
import { lockCredentials } from '../lock-credentials'
import { requireStepUp } from '../reach'
import { refuseUnknownCallerScopes, requireMayHandOut } from '../service-key'
import { longestWords } from './overlap'
import { RotateKeyInput } from './schemas'

export interface RotatedKey {
  /** Shown once; nothing stored can make it again. */
  readonly token: string
  readonly credential: CredentialSummary
  /** The old token is accepted until then, that instant not included. */
  readonly supersedes: { readonly id: string; readonly overlapUntil: Instant }
}

type Refusal = 'already_rotated' | 'wrong_kind' | 'ended' | 'suspended'

/**
 * Gives a key a successor with the same scopes, name and dates; the old token is accepted for the overlap and is `superseded` after.
 * Without an overlap the old one ends at once, which takes a fresh proof of identity as any ending does. So does a service key,
 * which takes `keys.issue` besides.
 * Refused: `already_rotated`, `wrong_kind`, `ended`, `suspended`. Errors: `not_found`, `forbidden`, `step_up_required`, `invalid_input`
 * for an overlap that is longer than a policy allows.
 */
export const rotateKey = command({
  permission: 'keys.rotate',
  input: RotateKeyInput,
  lock: 'sign_in',
  async run({ tx, actor, reach, now, input, services, context }) {
    if (input.overlapSeconds === 0) requireStepUp(actor, now)
    const config = await services.config.within(tx)
    const [old] = await lockCredentials(tx, config, [input.credentialId])
    if (old === undefined || !reaches(reach, old.record.applicationId)) throw notFound('key')
    const policies = config.policiesFor(old.record.applicationId, old.record.kind)
    const refusal = whyNot(old, lifecycle(old.record, policies, now).state)
    if (refusal !== null) return refused<Refusal>(refusal, SENTENCES[refusal])

    const { record, subject } = old
    const overlapSeconds = overlapAsked(input.overlapSeconds, longestOverlapAt(policies, now))
    refuseMoreThanMayBeIssued(actor, old, input.scopes)
    if (record.applicationId === ASSAY_APPLICATION.id) requireMayHandOut(actor, now)
    const draft = successorDraft(old, reported(input.context), input.scopes)
    const issued = await issueCredential(tx, services, actor, now, draft)
    const overlapUntil = now + overlapSeconds * SECOND
    await tx.update(family).set({ currentGeneration: issued.generation }).where(eq(family.id, record.familyId))
    await tx
      .update(credentialLive)
      .set({ overlapUntil, successorId: issued.id })
      .where(eq(credentialLive.credentialId, record.id))
    if (overlapSeconds === 0) {
      const ending = { credentialId: record.id, endedAt: now, reason: 'superseded', cause: null, note: null } as const
      await endCredentials(tx, { now, actor, correlationId: context.correlationId }, [ending])
    }
    const credential = summarizeIssued(issued, draft, subject, config, now)
    const result: RotatedKey = { token: issued.token, credential, supersedes: { id: record.id, overlapUntil } }
    return { result, entries: entriesOf(old, { id: issued.id, draft }, overlapUntil) }
  },
})

function whyNot({ record }: StoredCredential, state: string): Refusal | null {
  if (record.kind !== 'api_key') return 'wrong_kind'
  if (record.successorId !== null) return 'already_rotated'
  if (state === 'ended') return 'ended'
  // A successor would be free of the suspension.
  return state === 'suspended' ? 'suspended' : null
}

const SENTENCES: Readonly<Record<Refusal, string>> = {
  wrong_kind: 'Only API keys are rotated.',
  already_rotated: 'This key has a successor already. Rotate that one.',
  ended: 'This key has ended. Issue a new one.',
  suspended: 'This key is suspended. Resume it before you rotate it.',
}

/** Who asks for none gets what is usual, or what a stricter policy allows. */
function overlapAsked(asked: number | undefined, longest: number): number {
  if (asked === undefined) return Math.min(OVERLAP_SECONDS_DEFAULT, longest)
  if (asked <= longest) return asked
  const detail = `A policy allows at most ${longest} seconds (${longestWords(longest)}). Ask for that or less.`
  throw new ServiceError('invalid_input', 'The old key cannot be accepted for so long.', {
    fields: [{ pointer: '/overlapSeconds', detail }],
  })
}

/** A successor with more scopes is a new key in all but its name: there, too, keys have to be one's own to issue. */
function refuseMoreThanMayBeIssued(actor: Actor, { record }: StoredCredential, scopes: readonly string[] = []): void {
  const more = scopes.some((scope) => !record.scopes.includes(scope))
  if (more && !reaches(authorize(actor, 'keys.issue'), record.applicationId)) throw notFound('key')
  if (record.applicationId === ASSAY_APPLICATION.id) refuseUnknownCallerScopes(scopes)
}

function successorDraft(
  { record, name, purpose, contact, tags }: StoredCredential,
  from: ReturnType<typeof reported>,
  scopes: readonly string[] = record.scopes,
): IssueDraft {
  return {
    environment: record.environment,
    kind: record.kind,
    applicationId: record.applicationId,
    subjectId: record.subjectId,
    scopes,
    name,
    purpose,
    contact,
    tags,
    allowedAddresses: record.allowedAddresses,
    authMethod: null,
    notBefore: record.notBefore,
    expiresAt: record.expiresAt,
    ...from,
    succeeds: {
      credentialId: record.id,
      familyId: record.familyId,
      generation: record.generation,
      signedInAt: record.signedInAt,
    },
  }
}

function entriesOf(
  { record }: StoredCredential,
  { id, draft }: { readonly id: string; readonly draft: IssueDraft },
  overlapUntil: Instant,
) {
  const whose = { targetType: 'credential', applicationId: record.applicationId, subjectId: record.subjectId } as const
  return [
    entry('key.rotated', { ...whose, targetId: record.id }, { credentialId: record.id, successorId: id, overlapUntil }),
    entry('key.issued', { ...whose, targetId: id }, issuedDetail(id, draft)),
  ] as const
}
