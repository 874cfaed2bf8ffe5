import { z } from 'zod'
import { idleSecondsAt, inForce } from '@/lib/core/policy'
import { ASSAY_APPLICATION } from '../assay-application'
import { query } from '../query'
import { PASSWORD_LENGTH_MAX, PASSWORD_LENGTH_MIN } from './password-rule'
import { hasOperators } from './set-up-link'

/** What holds for signing in to this console, for the pages before anybody is known. */
export interface SignInPolicy {
  /** While no operator exists there is nothing to sign in to: the set-up link comes first. */
  readonly isSetUp: boolean
  readonly passwordLengthMin: number
  readonly passwordLengthMax: number
  /** The strictest limits in force for operator sessions, in seconds. */
  readonly idleSeconds: number | null
  readonly absoluteSeconds: number | null
}

/** Reads what holds for signing in. For the system, on behalf of whoever stands at the door. */
export const readSignInPolicy = query({
  permission: 'system.work',
  input: z.strictObject({}),
  async run({ db, now, services }): Promise<SignInPolicy> {
    const config = await services.config.current()
    const policies = config.policiesFor(ASSAY_APPLICATION.id, 'session')
    const absolute = policies.filter((version) => inForce(version, now)).flatMap((each) => each.absoluteSeconds ?? [])
    return {
      isSetUp: await hasOperators(db),
      passwordLengthMin: PASSWORD_LENGTH_MIN,
      passwordLengthMax: PASSWORD_LENGTH_MAX,
      idleSeconds: idleSecondsAt(policies, now),
      absoluteSeconds: absolute.length === 0 ? null : Math.min(...absolute),
    }
  },
})
