import { randomBytes } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Keyring } from '@/lib/crypto/keyring'
import { createServices } from '../create-services'
import { context, testWorld } from '../testing'
import { registerKeyring } from './register'

const world = await testWorld()
const { owner } = world.database

const key = () => randomBytes(32)
const keyring = (changes: Partial<Keyring> = {}): Keyring => ({
  issuerKeys: new Map([['0A', key()]]),
  currentIssuerKeyId: '0A',
  peppers: new Map([[1, key()]]),
  currentPepperVersion: 1,
  ...changes,
})

function register(given: Keyring, process: 'console' | 'api' | 'worker' = 'worker') {
  const services = createServices(world.database[process], given)
  return registerKeyring(context(services, { type: 'system', name: 'Assay' }), {})
}

const registered = async () => (await owner.query('select id, fingerprint from issuer_key order by id')).rows

beforeEach(() => owner.query('delete from issuer_key; delete from pepper'))

describe('the keys of an installation', () => {
  test('are registered by the first process that starts and found by the others', async () => {
    const given = keyring()
    expect(await register(given, 'console')).toMatchObject({ value: { registered: true } })
    for (const process of ['api', 'worker'] as const) {
      expect(await register(given, process)).toMatchObject({ value: { registered: false } })
    }
  })

  test('are registered once when every process starts at once', async () => {
    const given = keyring()
    const outcomes = await Promise.all(
      (['console', 'api', 'worker'] as const).map((process) => register(given, process)),
    )
    expect(outcomes.filter((outcome) => outcome.ok && outcome.value.registered)).toHaveLength(1)
  })

  test('leave only fingerprints in the store', async () => {
    const given = keyring()
    await register(given)
    const secrets = [...given.issuerKeys.values(), ...given.peppers.values()]
    const { rows } = await owner.query(
      'select row_to_json(k)::text as text from issuer_key k union all select row_to_json(p)::text from pepper p',
    )
    for (const secret of secrets) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        expect(rows.map((row) => row.text).join()).not.toContain(secret.toString(encoding))
      }
    }
  })

  test('grow by a new id, and only the new one is entered', async () => {
    const first = keyring()
    await register(first)
    const services = createServices(world.database.worker, {
      ...first,
      issuerKeys: new Map([...first.issuerKeys, ['0B', key()]]),
      currentIssuerKeyId: '0B',
    })
    const as = context(services, { type: 'system', name: 'Assay' })
    await registerKeyring(as, {})
    expect(await world.entries({ correlationId: as.correlationId })).toMatchObject([
      {
        action: 'keyring.registered',
        targetType: 'installation',
        detail: { issuerKeyIds: ['0B'], pepperVersions: [] },
      },
    ])
  })

  test('may lack an old one here: its tokens are a failure of ours, not of theirs', async () => {
    const first = keyring()
    await register(first)
    await register(keyring({ issuerKeys: new Map([['0B', key()]]), currentIssuerKeyId: '0B', peppers: first.peppers }))
    expect((await registered()).map((row) => row.id)).toEqual(['0A', '0B'])
  })
})

describe('a start is refused', () => {
  test('with another secret under a registered issuer key id', async () => {
    const first = keyring()
    await register(first)
    const before = await registered()
    await expect(register(keyring({ peppers: first.peppers }))).rejects.toMatchObject({
      code: 'misconfigured',
      message: expect.stringMatching(/0A.*ASSAY_ISSUER_KEYS/),
    })
    expect(await registered()).toEqual(before)
  })

  test('with another pepper under a registered version', async () => {
    const first = keyring()
    await register(first)
    await expect(register(keyring({ issuerKeys: first.issuerKeys }))).rejects.toMatchObject({
      message: expect.stringContaining('ASSAY_PEPPERS'),
    })
  })

  test('for one of two that start at once with different secrets', async () => {
    const outcomes = await Promise.allSettled([register(keyring(), 'console'), register(keyring(), 'api')])
    expect(outcomes.map((outcome) => outcome.status).sort()).toEqual(['fulfilled', 'rejected'])
  })

  test('to anybody but the system', async () => {
    for (const who of [world.administrator, world.asApplication(world.shop)]) {
      await expect(registerKeyring(who, {})).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
