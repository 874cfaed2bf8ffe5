import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import type { Context } from '../context'
import { testWorld } from '../testing'
import { createOperator } from './create-operator'
import { passwordProblem } from './password-rule'
import { readSignInPolicy } from './read-sign-in-policy'
import { setUpFirstOperator } from './set-up-first-operator'
import { createSetUpLink, readSetUpLink } from './set-up-link'
import { signedInBy } from './testing-sign-in'

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const system: Context = { ...world.system, services: world.services.console }
const { administrator, support } = world

beforeEach(async () => {
  await clock.reset()
  await world.database.owner.query('delete from role_binding')
  await world.database.owner.query('delete from operator_device')
  await world.database.owner.query('delete from operator')
})

async function newLink(): Promise<string> {
  const made = await createSetUpLink(system, {})
  if (!made.ok) throw new Error(made.message)
  return made.value.token
}

function setUp(token: string, changes: { email?: string; password?: string } = {}) {
  return setUpFirstOperator(system, {
    token,
    name: 'Dana Ortiz',
    email: 'dana@example.org',
    password: PASSWORD,
    ...changes,
  })
}

describe('the set-up link', () => {
  test('makes one owner, who can sign in, and is then spent', async () => {
    const token = await newLink()
    await expect(setUp(token)).resolves.toMatchObject({ ok: true })
    await expect(setUp(token, { email: 'second@example.org' })).resolves.toMatchObject({
      ok: false,
      code: 'already_set_up',
    })
    const signedIn = await signedInBy(system, { email: 'dana@example.org', password: PASSWORD }, { userAgent: null })
    expect(signedIn.token).toMatch(/^asy_live_session_/)
    const { rows } = await world.database.owner.query('select role, application_id from role_binding')
    expect(rows).toEqual([{ role: 'owner', application_id: null }])
  })

  test('of twenty people with it, exactly one becomes the first operator', async () => {
    const token = await newLink()
    const all = await Promise.all(
      Array.from({ length: 20 }, (_, each) => setUp(token, { email: `first-${each}@example.org` })),
    )
    expect(all.filter(({ ok }) => ok)).toHaveLength(1)
    const { rows } = await world.database.owner.query('select id from operator')
    expect(rows).toHaveLength(1)
  })

  test('ends after 24 hours, and with the next link', async () => {
    const first = await newLink()
    const second = await newLink()
    await expect(setUp(first)).resolves.toMatchObject({ ok: false, code: 'link_not_usable' })
    expect(await readSetUpLink(system, { token: second })).toBe('usable')
    await clock.setOffset(24 * HOUR)
    await expect(setUp(second)).resolves.toMatchObject({ ok: false, code: 'link_not_usable' })
    expect(await readSetUpLink(system, { token: second })).toBe('not_usable')
    expect(await readSetUpLink(system, { token: 'never issued' })).toBe('not_usable')
  })

  test('stays good after a password that was refused', async () => {
    const token = await newLink()
    await expect(setUp(token, { password: 'too short' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/password' }],
    })
    await expect(setUp(token)).resolves.toMatchObject({ ok: true })
  })

  test('is made only while no operator exists, and by nobody but the system', async () => {
    await setUp(await newLink())
    await expect(createSetUpLink(system, {})).resolves.toMatchObject({ ok: false, code: 'already_set_up' })
    await expect(createSetUpLink(administrator, {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is stored as a digest only', async () => {
    const token = await newLink()
    const { rows } = await world.database.owner.query<{ text: string }>(
      'select l::text as text from set_up_link l union all select e::text from audit_entry e',
    )
    const forms = [token, Buffer.from(token).toString('hex'), Buffer.from(token).toString('base64')]
    for (const { text } of rows) for (const form of forms) expect(text).not.toContain(form)
  })
})

describe('operators', () => {
  const bindings = [{ role: 'support' as const, applicationId: null }]

  test('are made by administrators only, and an address once whatever its case', async () => {
    const draft = { name: 'Sam', email: 'sam@example.org', password: PASSWORD, bindings }
    await expect(createOperator(support, draft)).rejects.toMatchObject({ code: 'forbidden' })
    await expect(createOperator(administrator, draft)).resolves.toMatchObject({ ok: true })
    const again = await createOperator(administrator, { ...draft, email: 'SAM@example.org' })
    expect(again).toMatchObject({ ok: false, code: 'email_taken' })
  })

  test('an owner is made by owners alone', async () => {
    const draft = { name: 'Olive', email: 'olive@example.org', password: PASSWORD }
    const owner = [{ role: 'owner' as const, applicationId: null }]
    await expect(createOperator(administrator, { ...draft, bindings: owner })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(createOperator(world.owner, { ...draft, bindings: owner })).resolves.toMatchObject({ ok: true })
  })

  test('every field that cannot be accepted is named', async () => {
    const draft = { name: ' ', email: 'not an address', password: PASSWORD, bindings }
    await expect(createOperator(administrator, draft)).rejects.toMatchObject({
      fields: [{ pointer: '/name' }, { pointer: '/email' }],
    })
  })

  test('the pages before sign-in learn whether anybody can sign in, and the limits that hold', async () => {
    expect(await readSignInPolicy(system, {})).toMatchObject({
      isSetUp: false,
      idleSeconds: 3600,
      absoluteSeconds: 43_200,
    })
    await setUp(await newLink())
    expect(await readSignInPolicy(system, {})).toMatchObject({ isSetUp: true })
  })
})

describe('the password rule', () => {
  const owner = { name: 'Dana Ortiz', email: 'dana.ortiz@example.org' }

  test.each([
    ['fourteen chars', 'at least 15'],
    ['𝒽𝑒𝓁𝓁𝑜', 'at least 15'],
    ['x1'.repeat(65), 'at most 128'],
    ['aaaaaaaaaaaaaaa', 'repeats'],
    ['river-river-river-', 'repeats'],
    ['123456789012345678', 'alphabet'],
    ['abcdefghijklmnop', 'alphabet'],
    ['qwertyuiopasdfgh', 'alphabet'],
    ['passwordadministrator', 'breached'],
    ['P4ssw0rdAdm1n1str4t0r', 'breached'],
    ['7139drowssapretsam', 'breached'],
    ['dragon-1984-0815-!', 'breached'],
    ['1qaz2wsx3edc4rfv', 'breached'],
    ['dana.ortiz@example.org', 'your name'],
    ['AssayDanaOrtiz2026', 'your name'],
    ['assay-example-1', 'your name'],
  ])('%s is refused', async (password, word) => {
    expect(await passwordProblem(password, owner)).toContain(word)
  })

  test.each([
    'correct horse battery staple',
    'a quiet harbour in november',
    'Tr0ub4dor&3 is overrated',
    'kX9#mQ2$vL7@pR4',
    'пятнадцать букв и ещё',
  ])('%s is accepted', async (password) => {
    expect(await passwordProblem(password, owner)).toBeNull()
  })
})
