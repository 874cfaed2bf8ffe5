import { eq } from 'drizzle-orm'
import { setUpLink } from '@/db/schema/operator'
import { command, refused } from '../command'
import { lockOperators } from '../lock-operators'
import { insertOperator, operatorEntries } from './insert-operator'
import { SetUpInput } from './schemas'
import { findUsableLink, hasOperators } from './set-up-link'

/**
 * Makes the first operator, an owner, by the one-time link. Of many at once exactly one succeeds.
 * Outcomes `already_set_up`, `link_not_usable`. Errors: `invalid_input`, by field; the link is then still good.
 */
export const setUpFirstOperator = command({
  permission: 'system.work',
  input: SetUpInput,
  async run({ tx, actor, now, input }) {
    await lockOperators(tx)
    if (await hasOperators(tx)) return refused('already_set_up', 'An operator exists already. Sign in instead.')
    const link = await findUsableLink(tx, input.token, now)
    if (link === null)
      return refused('link_not_usable', 'This set-up link was used or is too old. Restart Assay: it prints a new one.')
    const bindings = [{ role: 'owner', applicationId: null }] as const
    const made = await insertOperator(tx, actor, now, { ...input, bindings })
    if (made === null) return refused('already_set_up', 'An operator exists already. Sign in instead.')
    await tx.update(setUpLink).set({ usedAt: now }).where(eq(setUpLink.id, link.id))
    return { result: made, entries: operatorEntries(made, bindings) }
  },
})
