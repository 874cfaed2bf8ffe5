import { beforeEach, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import { testWorld } from '../testing'
import { createOperator } from './create-operator'
import { currentOperator } from './current-operator'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const clock = await world.database.movableClock()
const { owner } = world.database
const PASSWORD = 'a quiet harbour in november'

beforeEach(() => clock.reset())

let count = 0
async function signedIn(): Promise<{ token: string; operatorId: string }> {
  count += 1
  const email = `operator-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await createOperator(world.administrator, { name: 'Nora', email, password: PASSWORD, bindings })
  if (!made.ok) throw new Error(made.message)
  const door = { ...world.system, services: world.services.console }
  return signedInBy(door, { email, password: PASSWORD }, { userAgent: null })
}

function present(token: string, touch = false) {
  return currentOperator(world.services.console, { token, touch, ip: null, userAgent: null })
}

test('a session proves who is there at sign-in, and never by being used', async () => {
  await clock.setInstant(await world.now())
  const at = await world.now()
  const { token } = await signedIn()
  await clock.advance(10 * MINUTE)
  await expect(present(token, true)).resolves.toMatchObject({ operator: { authenticatedAt: at } })
  await owner.query('delete from operator_session')
  await expect(present(token)).resolves.toMatchObject({ operator: { authenticatedAt: 0 } })
})

test('an operator has the roles they have at this request, and without one is signed out', async () => {
  const { token, operatorId } = await signedIn()
  await owner.query(`update role_binding set role = 'operator', application_id = $2 where operator_id = $1`, [
    operatorId,
    world.shop.id,
  ])
  const bindings = [{ role: 'operator', applicationId: world.shop.id }]
  await expect(present(token)).resolves.toMatchObject({ operator: { bindings } })
  await owner.query('delete from role_binding where operator_id = $1', [operatorId])
  await expect(present(token)).resolves.toEqual({ state: 'signed_out', ending: null })
})

test('a role once given is there once: neither the same again nor an owner of one application is kept', async () => {
  const { operatorId } = await signedIn()
  const give = (role: string, applicationId: string | null) =>
    owner.query(
      `insert into role_binding (id, operator_id, role, application_id, given_at, actor_type, actor_label)
       values (gen_random_uuid(), $1, $2, $3, assay_now(), 'system', 'test')`,
      [operatorId, role, applicationId],
    )
  await expect(give('support', null)).rejects.toMatchObject({ code: '23505' })
  await expect(give('owner', world.shop.id)).rejects.toMatchObject({ code: '23514' })
  await expect(give('king', null)).rejects.toMatchObject({ code: '23514' })
  await expect(give('support', world.shop.id)).resolves.toBeDefined()
})
