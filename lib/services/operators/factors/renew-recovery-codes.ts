import { z } from 'zod'
import { entry } from '@/lib/audit/entry'
import { command, refused } from '../../command'
import { ownActor } from '../own-actor'
import { lockFactors } from './first-factor'
import { hasSecondFactor } from './prove-factor'
import { RECOVERY_CODES, replaceRecoveryCodes } from './recovery-code'

/** Makes ten new recovery codes; those before stop working. Outcome `no_factor`: without a factor there is nothing to recover. */
export const renewRecoveryCodes = command({
  permission: 'operators.own_factors',
  input: z.strictObject({}),
  async run({ tx, now, actor }) {
    const { id, subjectId } = ownActor(actor)
    await lockFactors(tx, id)
    if (!(await hasSecondFactor(tx, id))) return refused('no_factor', 'Set up an app or a passkey first.')
    const recoveryCodes = await replaceRecoveryCodes(tx, id, now)
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return {
      result: { recoveryCodes },
      entries: [entry('recovery_codes.made', target, { count: RECOVERY_CODES })],
    }
  },
})
