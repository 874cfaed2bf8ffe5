import { z } from 'zod'
import { entry } from '@/lib/audit/entry'
import { command } from '../command'

/** Enters a sign-in that failed. What was typed is never entered: people type passwords into the wrong field. */
export const enterSignInFailure = command({
  permission: 'system.work',
  input: z.strictObject({
    operatorId: z.uuid().nullable(),
    why: z.enum(['unknown', 'password', 'password_not_allowed', 'disabled', 'no_role', 'second_factor', 'passkey']),
    throttled: z.boolean(),
  }),
  async run({ input }) {
    const target = { targetType: 'operator', targetId: input.operatorId } as const
    const failed = entry('operator.sign_in_failed', target, { why: input.why })
    const throttled = input.throttled ? [entry('operator.sign_in_failed', target, { why: 'throttled' })] : []
    return { result: null, entries: [failed, ...throttled] }
  },
})
