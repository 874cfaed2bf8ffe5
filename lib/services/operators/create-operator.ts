import { command, refused } from '../command'
import { requireMayGive } from '../guard-operators'
import { lockOperators } from '../lock-operators'
import { insertOperator, type NewOperator, operatorEntries } from './insert-operator'
import { OperatorInput } from './schemas'

/** Makes an operator. Outcome `email_taken`. Errors: `invalid_input`, by field; `forbidden` for an owner made by whoever is none. */
export const createOperator = command({
  permission: 'operators.manage',
  input: OperatorInput,
  async run({ tx, actor, now, input }) {
    requireMayGive(actor, input.bindings)
    await lockOperators(tx)
    const made: NewOperator | null = await insertOperator(tx, actor, now, input)
    if (made === null) return refused('email_taken', 'An operator has this mail address already.')
    return { result: made, entries: operatorEntries(made, input.bindings) }
  },
})
