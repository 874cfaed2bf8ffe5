import { reaches } from '@/lib/core/permissions'
import { command, refused } from '../command'
import { summarize } from '../credential-summary'
import { notFound, ServiceError } from '../errors'
import { refuseLeftBehind } from '../goes-on-as'
import { lockCredentials } from '../lock-credentials'
import { suspendAll } from '../suspending'
import { SuspendInput } from './schemas'

type Refusal = 'ended' | 'superseded' | 'already_suspended' | 'own_session'

/**
 * Locks a credential for a while, or until it is resumed. Refused: `ended`, `superseded`, `already_suspended`, `own_session`.
 * Errors: `not_found`, `invalid_input` for an end that is not ahead.
 */
export const suspendCredential = command({
  permission: 'credentials.suspend',
  input: SuspendInput,
  async run({ tx, actor, reach, now, input, services }) {
    const until = input.until ?? null
    if (until !== null && until <= now) {
      const fields = [{ pointer: '/until', detail: 'This lies in the past.' }]
      throw new ServiceError('invalid_input', 'A suspension ends in the future.', { fields })
    }
    const config = await services.config.within(tx)
    const [stored] = await lockCredentials(tx, config, [input.credentialId])
    if (stored === undefined || !reaches(reach, stored.record.applicationId)) throw notFound('credential')
    const { record } = stored
    const { state } = summarize(stored, config, now)
    if (state === 'ended') {
      const leftBehind = await refuseLeftBehind(tx, stored, { config, now, verb: 'Suspend' })
      return leftBehind ?? refused<Refusal>('ended', 'This credential has ended.')
    }
    if (state === 'suspended') return refused<Refusal>('already_suspended', 'This credential is suspended already.')
    if (actor.type === 'operator' && actor.sessionId === record.id) {
      return refused<Refusal>('own_session', 'This is the session you are using. Sign out instead.')
    }

    const [suspended] = await suspendAll(tx, { config, now, actor, note: input.note, until }, [stored])
    if (suspended === undefined) throw new Error('A suspension was made without its entry')
    return { result: suspended.credential, entries: [suspended.entry] }
  },
})
