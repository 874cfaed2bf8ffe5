import { eq } from 'drizzle-orm'
import { credentialLive } from '@/db/schema/credential-live'
import { suspension } from '@/db/schema/suspension'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { command, refused } from '../command'
import { actorRow } from '../context'
import { type CredentialSummary, summarize } from '../credential-summary'
import { notFound, ServiceError } from '../errors'
import { lockCredentials } from '../lock-credentials'
import { mayActOn } from '../may-act-on'
import { SuspendInput } from './schemas'

type Refusal = 'ended' | 'already_suspended' | 'own_session'

/**
 * Locks a credential for a while, or until it is resumed. Refused: `ended`, `already_suspended`, `own_session`.
 * Errors: `not_found`, `invalid_input` for an end that is not ahead.
 */
export const suspendCredential = command({
  permission: 'credentials.suspend',
  input: SuspendInput,
  async run({ tx, actor, now, input, services }) {
    const until = input.until ?? null
    if (until !== null && until <= now) {
      const fields = [{ pointer: '/until', detail: 'This lies in the past.' }]
      throw new ServiceError('invalid_input', 'A suspension ends in the future.', { fields })
    }
    const config = await services.config.within(tx)
    const [stored] = await lockCredentials(tx, config, [input.credentialId])
    if (stored === undefined || !mayActOn(actor, stored.record)) throw notFound('credential')
    const { record } = stored
    const { state } = summarize(stored, config, now)
    if (state === 'ended') return refused<Refusal>('ended', 'This credential has ended.')
    if (state === 'suspended') return refused<Refusal>('already_suspended', 'This credential is suspended already.')
    if (actor.type === 'operator' && actor.sessionId === record.id) {
      return refused<Refusal>('own_session', 'This is the session you are using. Sign out instead.')
    }

    const id = newId(now)
    const { note } = input
    await tx
      .insert(suspension)
      .values({ id, credentialId: record.id, fromAt: now, untilAt: until, note, ...actorRow(actor) })
    await tx
      .update(credentialLive)
      .set({ suspendedFrom: now, suspendedUntil: until })
      .where(eq(credentialLive.credentialId, record.id))
    const suspensions = [...record.suspensions, { from: now, until, by: actor.name, note }]
    const result: CredentialSummary = summarize({ ...stored, record: { ...record, suspensions } }, config, now)
    const { applicationId, subjectId } = record
    const target = { targetType: 'credential', targetId: record.id, applicationId, subjectId } as const
    const detail = { until, note, before: { state }, after: { state: result.state } }
    return { result, entries: [entry('credential.suspended', target, detail)] }
  },
})
