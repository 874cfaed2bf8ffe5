import { reaches } from '@/lib/core/permissions'
import { command, refused } from '../command'
import { summarize } from '../credential-summary'
import { notFound } from '../errors'
import { refuseLeftBehind } from '../goes-on-as'
import { lockCredentials } from '../lock-credentials'
import { resumeAll } from '../suspending'
import { ResumeInput } from './schemas'

/** Ends a suspension before its time. Refused: `ended`, `superseded`, `not_suspended`. Errors: `not_found`. */
export const resumeCredential = command({
  permission: 'credentials.resume',
  input: ResumeInput,
  async run({ tx, actor, reach, now, input, services }) {
    const config = await services.config.within(tx)
    const [stored] = await lockCredentials(tx, config, [input.credentialId])
    if (stored === undefined || !reaches(reach, stored.record.applicationId)) throw notFound('credential')
    const { state } = summarize(stored, config, now)
    if (state === 'ended') {
      const leftBehind = await refuseLeftBehind(tx, stored, { config, now, verb: 'Resume' })
      return leftBehind ?? refused<Refusal>('ended', 'This credential has ended. It cannot be resumed.')
    }
    if (state !== 'suspended') return refused<Refusal>('not_suspended', 'This credential is not suspended.')

    const [resumed] = await resumeAll(tx, { config, now, actor, note: input.note }, [stored])
    if (resumed === undefined) throw new Error('A suspension was lifted without its entry')
    return { result: resumed.credential, entries: [resumed.entry] }
  },
})

type Refusal = 'ended' | 'superseded' | 'not_suspended'
