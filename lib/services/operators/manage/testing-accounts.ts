import type { RoleBinding } from '@/lib/core/permissions'
import type { Context, OperatorActor } from '../../context'
import type { TestWorld } from '../../testing'
import { createOperator } from '../create-operator'
import { currentOperator } from '../current-operator'
import { signedInBy } from '../testing-sign-in'

export const PASSWORD = 'a quiet harbour in november'

/** Operators with a password, and their way in. */
export function accountsOf(world: TestWorld) {
  const door: Context = { ...world.system, services: world.services.console, requestIp: '198.51.100.7' }
  let count = 0
  const read = (token: string) =>
    currentOperator(world.services.console, { token, touch: false, ip: null, userAgent: null })
  return {
    door,
    /** What the console makes of a token. */
    read,
    async account(bindings: readonly RoleBinding[] = [{ role: 'support', applicationId: null }]) {
      count += 1
      const draft = { name: 'Nora', email: `account-${count}@example.org`, password: PASSWORD, bindings: [...bindings] }
      const made = await createOperator(world.owner, draft)
      if (!made.ok) throw new Error(made.message)
      return { email: draft.email, ...made.value }
    },
    async actorOf(token: string): Promise<OperatorActor | null> {
      const current = await read(token)
      return current.state === 'signed_in' ? current.operator : null
    },
    async enter(email: string) {
      await world.database.owner.query('delete from sign_in_throttle')
      return signedInBy(door, { email, password: PASSWORD })
    },
  }
}
