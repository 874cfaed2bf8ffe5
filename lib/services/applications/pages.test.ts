import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import type { Role } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../assay-application'
import type { Context } from '../context'
import { removeOperator } from '../operators/manage/remove-operator'
import { testWorld } from '../testing'
import { browseApplications } from './browse'
import { changeApplication } from './change'
import { createApplication } from './create'
import { disableApplication } from './disable'
import { readApplicationDetail } from './read'

const world = await testWorld()
type Change = Parameters<typeof changeApplication>[1]

const fresh = async () => world.asOperator(await world.operator('administrator'))
const change = async (input: Change, by = world.administrator) => {
  const outcome = await changeApplication(by, input)
  if (!outcome.ok) throw new Error('not changed')
  return outcome.value
}
const read = (applicationId: string, by = world.administrator) => readApplicationDetail(by, { applicationId })

describe('changing an application', () => {
  test('is entered with what it was and what it is, and shows at once', async () => {
    const { id } = await world.application({ name: 'Shop' })
    const dana = await world.operator('support', 'Dana Ortiz')
    const by = await fresh()
    await change(
      { applicationId: id, name: 'Storefront', signInUrl: 'https://shop.example/in', ownerIds: [dana.id] },
      by,
    )
    const before = { name: 'Shop', signInUrl: null, owners: [] }
    const after = { name: 'Storefront', signInUrl: 'https://shop.example/in', owners: ['Dana Ortiz'] }
    expect(await world.entries({ correlationId: by.correlationId })).toMatchObject([
      { action: 'application.changed', targetId: id, applicationId: id, detail: { before, after } },
    ])
    expect(await read(id)).toMatchObject({ ...after, owners: [{ id: dana.id, name: 'Dana Ortiz' }] })
  })

  test('leaves what is left out, and enters nothing where nothing changed', async () => {
    const { id } = await world.application({ name: 'Shop' })
    const [one, two] = [await world.operator('support', 'Ada'), await world.operator('support', 'Bea')]
    await change({ applicationId: id, ownerIds: [two.id, one.id], signInUrl: 'https://shop.example/' })
    const by = await fresh()
    expect(await change({ applicationId: id, name: 'Shop', ownerIds: [one.id, two.id] }, by)).toMatchObject({
      signInUrl: 'https://shop.example/',
      owners: ['Ada', 'Bea'],
    })
    expect(await world.entries({ correlationId: by.correlationId })).toEqual([])
    expect(await change({ applicationId: id, ownerIds: [], signInUrl: null })).toMatchObject({
      signInUrl: null,
      owners: [],
    })
  })

  test.for<[string, Partial<Change>, string]>([
    ['an address without TLS', { signInUrl: 'http://shop.example/' }, '/signInUrl'],
    ['one that only looks like this machine', { signInUrl: 'http://localhost.evil.example/' }, '/signInUrl'],
    ['a script', { signInUrl: 'javascript:alert(1)' }, '/signInUrl'],
    ['an empty name', { name: ' ' }, '/name'],
    ['an owner who is no operator', { ownerIds: [randomUUID()] }, '/ownerIds/0'],
  ])('refuses %s', async ([, input, pointer]) => {
    const { id } = await world.application()
    await expect(change({ applicationId: id, ...input })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })

  test.for(['http://localhost:4000/in', 'http://127.0.0.1/', 'http://[::1]:3000/', 'https://shop.example/in?a=b'])(
    'takes %s',
    async (signInUrl) => {
      const { id } = await world.application()
      expect(await change({ applicationId: id, signInUrl })).toMatchObject({ signInUrl })
    },
  )

  test('is not for support, nor for who administers another application, nor for an application', async () => {
    const { id } = await world.application()
    for (const by of [world.support, world.asApplication(world.shop)])
      await expect(change({ applicationId: id, name: 'Mine' }, by)).rejects.toMatchObject({ code: 'forbidden' })
    const other = world.asOperator(await world.operator([{ role: 'administrator', applicationId: world.shop.id }]))
    await expect(change({ applicationId: id, name: 'Mine' }, other)).rejects.toMatchObject({ code: 'not_found' })
    expect(await change({ applicationId: world.shop.id, name: 'Shop' }, other)).toMatchObject({ name: 'Shop' })
  })
})

describe('an application’s page', () => {
  test('has its live credentials, its service keys and the policies that apply', async () => {
    const made = await createApplication(world.administrator, {
      slug: `app-${randomUUID().slice(0, 8)}`,
      name: 'Warehouse',
      environment: 'live',
    })
    if (!made.ok) throw new Error('not connected')
    const { id, slug } = made.value.application
    const application = { id, slug, name: 'Warehouse', environment: 'live', directory: slug } as const
    await world.session(application)
    await world.key(application)
    await world.key(application)
    await world.policy(id, { idleSeconds: 1_800 })
    const detail = await read(id)
    expect(detail).toMatchObject({ builtIn: false, disabled: null, sessions: { count: 1 }, keys: { count: 2 } })
    expect(detail.serviceKeys.map((key) => key.id)).toEqual([made.value.credentialId])
    const rules = detail.policies.filter(({ kind }) => kind === 'session').map(({ version }) => version.scope)
    expect(rules.toSorted()).toEqual(['application', 'installation'])
  })

  test('tells each server’s clock by its latest refusal that carried one', async () => {
    const application = await world.application()
    const now = await world.now()
    await refuse(application.id, now - HOUR, '10.0.0.1', -80)
    await refuse(application.id, now - MINUTE, '10.0.0.1', -94)
    await refuse(application.id, now - 2 * MINUTE, '10.0.0.2', 1)
    await refuse(application.id, now, '10.0.0.3', null)
    expect((await read(application.id)).clocks).toEqual([
      { callerAddress: '10.0.0.1', skewSeconds: -94, at: now - MINUTE },
      { callerAddress: '10.0.0.2', skewSeconds: 1, at: now - 2 * MINUTE },
    ])
  })

  test('names the operators it may be given to for whoever may give it, and nobody who was removed', async () => {
    const { id } = await world.application()
    const there = async (role: Role) => world.asOperator(await world.operator([{ role, applicationId: id }]))
    const named = async (by: Context) => (await read(id, by)).operators.map(({ name }) => name)
    const gone = await world.operator('support', 'Gone Since')
    expect(await named(world.administrator)).toContain('Gone Since')
    await removeOperator(world.owner, { operatorId: gone.id, note: null })
    for (const by of [world.administrator, await there('administrator')]) {
      expect(await named(by)).toContain('Olive Hart')
      expect(await named(by)).not.toContain('Gone Since')
    }
    for (const by of [world.support, await there('operator'), await there('auditor')])
      expect(await named(by)).toEqual([])
  })

  test('masks the mail in why it is disabled for whoever sees none', async () => {
    const { id } = await world.application()
    await disableApplication(world.administrator, { applicationId: id, note: 'asked by ina@example.com' })
    expect((await read(id)).disabled?.note).toBe('asked by ina@example.com')
    expect((await read(id, world.support)).disabled?.note).toBe('asked by i•••@example.com')
  })

  test('is not there for who reaches another, nor for an id of nothing', async () => {
    const { id } = await world.application()
    const narrowed = await world.operatorOf(world.shop)
    for (const reading of [read(id, narrowed), read(randomUUID())])
      await expect(reading).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the list of applications', () => {
  test('marks Assay itself, and names owners and figures of each', async () => {
    const application = await world.application({ name: 'Zebra' })
    const owner = await world.operator('support', 'Ada')
    await change({ applicationId: application.id, ownerIds: [owner.id] })
    await world.session(application)
    const listed = await browseApplications(world.support, {})
    expect(listed.find(({ id }) => id === application.id)).toMatchObject({
      builtIn: false,
      owners: ['Ada'],
      sessions: { count: 1, exact: true },
      keys: { count: 0, exact: true },
    })
    expect(listed.filter(({ builtIn }) => builtIn).map(({ id }) => id)).toEqual([ASSAY_APPLICATION.id])
  })

  test.for<[string, Parameters<typeof browseApplications>[1]]>([
    ['the beginning of its name, in any case', { text: 'qUAG' }],
    ['the beginning of its audience', { text: 'q-' }],
    ['its environment', { environment: 'test', text: 'quagga' }],
    ['being disabled', { disabled: true, text: 'quagga' }],
  ])('is filtered by %s', async ([, filter]) => {
    const slug = `q-${randomUUID().slice(0, 8)}`
    const { id } = await world.application({ name: 'Quagga', slug, environment: 'test' })
    await disableApplication(world.administrator, { applicationId: id, note: null })
    const other = await world.application({ name: 'Okapi' })
    const found = (await browseApplications(world.support, filter)).map((each) => each.id)
    expect(found).toContain(id)
    expect(found).not.toContain(other.id)
  })

  test.for<[string, Parameters<typeof browseApplications>[1]]>([
    ['the middle of its name', { text: 'agga' }],
    ['another environment', { text: 'quagga', environment: 'live' }],
    ['being enabled', { text: 'quagga', disabled: false }],
  ])('is not found by %s', async ([, filter]) => {
    const { id } = await world.application({ name: 'Quagga', environment: 'test' })
    await disableApplication(world.administrator, { applicationId: id, note: null })
    expect((await browseApplications(world.support, filter)).map((each) => each.id)).not.toContain(id)
  })

  test.for<[string, Record<string, unknown>, string]>([
    ['an environment there is none of', { environment: 'staging' }, '/environment'],
    ['a text of nothing', { text: ' ' }, '/text'],
  ])('refuses %s', async ([, filter, pointer]) => {
    await expect(browseApplications(world.support, filter)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })

  test('has for a narrowed role its applications alone', async () => {
    const listed = await browseApplications(await world.operatorOf(world.shop), {})
    expect(listed.map(({ id }) => id)).toEqual([world.shop.id])
  })
})

async function refuse(applicationId: string, at: number, callerIp: string, skewSeconds: number | null): Promise<void> {
  await world.database.owner.query(
    `insert into refusal (id, hour, dedupe_key, first_at, last_at, count, reason, application_id, caller_credential_id, caller_ip, evidence)
     values (gen_random_uuid(), date_trunc('hour', $2::timestamptz), sha256(gen_random_uuid()::text::bytea), $2, $2, 1, 'idle', $1, gen_random_uuid(), $3, $4)`,
    [
      applicationId,
      new Date(at).toISOString(),
      callerIp,
      JSON.stringify({ checks: [{ reason: 'clock_skew', evidence: { skewSeconds } }] }),
    ],
  )
}
