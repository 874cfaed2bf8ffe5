import { and, eq, gt, isNull, lte, or } from 'drizzle-orm'
import { credentialLive } from '@/db/schema/credential-live'
import { suspension } from '@/db/schema/suspension'
import { entry } from '@/lib/audit/entry'
import { command, refused } from '../command'
import { type CredentialSummary, summarize } from '../credential-summary'
import { notFound } from '../errors'
import { lockCredentials } from '../lock-credentials'
import { mayActOn } from '../may-act-on'
import { ResumeInput } from './schemas'

/** Ends a suspension before its time. Refused: `ended`, `not_suspended`. Errors: `not_found`. */
export const resumeCredential = command({
  permission: 'credentials.resume',
  input: ResumeInput,
  async run({ tx, actor, now, input, services }) {
    const config = await services.config.within(tx)
    const [stored] = await lockCredentials(tx, config, [input.credentialId])
    if (stored === undefined || !mayActOn(actor, stored.record)) throw notFound('credential')
    const { record } = stored
    const { state } = summarize(stored, config, now)
    if (state === 'ended') return refused<Refusal>('ended', 'This credential has ended. It cannot be resumed.')
    if (state !== 'suspended') return refused<Refusal>('not_suspended', 'This credential is not suspended.')

    await tx
      .update(suspension)
      .set({ untilAt: now })
      .where(
        and(
          eq(suspension.credentialId, record.id),
          lte(suspension.fromAt, now),
          or(isNull(suspension.untilAt), gt(suspension.untilAt, now)),
        ),
      )
    await tx
      .update(credentialLive)
      .set({ suspendedFrom: null, suspendedUntil: null })
      .where(eq(credentialLive.credentialId, record.id))
    const suspensions = record.suspensions.map((each) =>
      each.until === null || each.until > now ? { ...each, until: now } : each,
    )
    const result: CredentialSummary = summarize({ ...stored, record: { ...record, suspensions } }, config, now)
    const { applicationId, subjectId } = record
    const target = { targetType: 'credential', targetId: record.id, applicationId, subjectId } as const
    const detail = { note: input.note, before: { state }, after: { state: result.state } }
    return { result, entries: [entry('credential.resumed', target, detail)] }
  },
})

type Refusal = 'ended' | 'not_suspended'
