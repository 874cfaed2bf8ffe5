import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { sealEntries } from '../audit/seal'
import { createServices } from '../create-services'
import { revokeCredentials } from '../credentials/revoke'
import { suspendCredential } from '../credentials/suspend'
import { rotateKey } from '../keys/rotate'
import { testWorld } from '../testing'
import { checkStore } from './check-store'

const world = await testWorld()
const { owner } = world.database

/** What the checks find, by the name of the rule; rules that hold are left out. */
async function findings(services = world.services.worker): Promise<Record<string, readonly string[]>> {
  const checked = await checkStore({ ...world.system, services }, {})
  return Object.fromEntries(checked.filter(({ broken }) => broken > 0).map(({ name, examples }) => [name, examples]))
}

/** Damages as only the owner can, with every guard down; undone afterwards, so that each test stands alone. */
async function damage(statement: string, values: unknown[], look: () => Promise<void>): Promise<void> {
  const client = await owner.connect()
  const saved = [
    'credential',
    'credential_live',
    'credential_end',
    'family',
    'suspension',
    'audit_entry',
    'pepper',
    'issuer_key',
  ]
  try {
    await client.query('set session_replication_role = replica')
    for (const table of saved) await client.query(`create temporary table saved_${table} as table ${table}`)
    const { rowCount } = await client.query(statement, values)
    expect(rowCount).toBeGreaterThan(0)
    await look()
    for (const table of saved) {
      await client.query(`delete from ${table}`)
      await client.query(`insert into ${table} table saved_${table}`)
      await client.query(`drop table saved_${table}`)
    }
  } finally {
    client.release(true)
  }
}

async function lives() {
  const session = await world.session(world.shop, { scopes: ['orders:read'], ip: '203.0.113.7' })
  const ended = await world.session(world.shop)
  await revokeCredentials(world.administrator, { credentialIds: [ended.id], cause: 'unspecified' })
  const key = await world.key(world.shop)
  const rotated = await rotateKey(world.administrator, { credentialId: key.id, overlapSeconds: 600 })
  if (!rotated.ok) throw new Error(rotated.message)
  const suspended = await world.key(world.shop)
  await suspendCredential(world.administrator, { credentialId: suspended.id })
  return { session, ended, key, successorId: rotated.value.credential.id, suspended }
}

let all: Awaited<ReturnType<typeof lives>>

beforeAll(async () => {
  all = await lives()
  await sealEntries(world.services.worker)
})

test('a store that only the verbs have written to is found whole, by every rule', async () => {
  expect(await findings()).toEqual({})
})

describe('damage is found and named', () => {
  const LIVE_OR_ENDED = 'every credential is live or ended, and never both'
  const LIVE_COPIES = 'live rows repeat what was issued, or what a key became since'

  test('a live row that was deleted', () =>
    damage('delete from credential_live where credential_id = $1', [all.session.id], async () => {
      expect(await findings()).toEqual({ [LIVE_OR_ENDED]: [`${all.session.id} is neither live nor ended`] })
    }))

  test('an ended credential that was brought back', () =>
    damage(
      `insert into credential_live (credential_id, selector, digest, pepper_version, environment, kind, application_id, subject_id, family_id,
         generation, scopes, signed_in_at, issued_at, last_used_at)
       select c.id, c.selector, e.digest, e.pepper_version, c.environment, c.kind, c.application_id, c.subject_id, c.family_id,
              c.generation, c.scopes, e.signed_in_at, c.issued_at, e.last_used_at
         from credential c join credential_end e on e.credential_id = c.id where c.id = $1`,
      [all.ended.id],
      async () => {
        expect(await findings()).toEqual({ [LIVE_OR_ENDED]: [`${all.ended.id} is both live and ended`] })
      },
    ))

  test.each([
    ['scopes', `'{admin}'`],
    ['kind', `'api_key'`],
    ['environment', `'test'`],
    ['selector', `'0000000000000000'`],
    ['application_id', `'${randomUUID()}'`],
    ['subject_id', `'${randomUUID()}'`],
    ['issued_at', `issued_at + interval '1 day'`],
    ['not_before', `issued_at + interval '1 day'`],
    ['expires_at', `issued_at + interval '9 years'`],
    ['signed_in_at', `signed_in_at + interval '1 day'`],
    ['created_ip', `'198.51.100.1'`],
  ])('a live row with another %s than was issued', (column, value) =>
    damage(`update credential_live set ${column} = ${value} where credential_id = $1`, [all.session.id], async () => {
      expect(await findings()).toEqual({ [LIVE_COPIES]: [`${all.session.id} differs in ${column}`] })
    }),
  )

  test('several columns of one row are named together', () =>
    damage(
      `update credential_live set scopes = '{admin}', expires_at = issued_at + interval '9 years' where credential_id = $1`,
      [all.session.id],
      async () => {
        expect(await findings()).toEqual({ [LIVE_COPIES]: [`${all.session.id} differs in scopes, expires_at`] })
      },
    ))

  test('a tombstone of another person', () =>
    damage(
      'update credential_end set subject_id = $2 where credential_id = $1',
      [all.ended.id, randomUUID()],
      async () => {
        expect(await findings()).toEqual({
          'endings repeat what was issued': [`${all.ended.id} differs in subject_id`],
        })
      },
    ))

  test('a family set back to the generation before, so that a rotated key would live on', () =>
    damage('update family set current_generation = 1 where id = $1', [all.key.familyId], async () => {
      expect(await findings()).toEqual({
        'families know their newest generation, and lack none': [
          `${all.key.familyId} is at generation 1, its newest is 2`,
        ],
        'what was rotated has a successor, and only that': [`${all.key.id} has a successor and was not rotated`],
      })
    }))

  test('a rotated key whose overlap was taken away', () =>
    damage(
      'update credential_live set overlap_until = null, successor_id = null where credential_id = $1',
      [all.key.id],
      async () => {
        expect(await findings()).toEqual({
          'what was rotated has a successor, and only that': [
            `${all.key.id} was rotated and has no end of its overlap`,
          ],
        })
      },
    ))

  test('a successor that names no predecessor', () =>
    damage('update credential set predecessor_id = null where id = $1', [all.successorId], async () => {
      expect(await findings()).toEqual({
        'every generation follows the one before it': [`${all.successorId} does not follow its predecessor`],
      })
    }))

  test('a suspension lifted past the verbs', () =>
    damage(
      'update credential_live set suspended_from = null where credential_id = $1',
      [all.suspended.id],
      async () => {
        expect(await findings()).toEqual({
          'live rows repeat the open suspension': [`${all.suspended.id} is not locked by its open suspension`],
        })
      },
    ))

  test('a lock that no suspension explains', () =>
    damage(
      'update credential_live set suspended_from = assay_now() where credential_id = $1',
      [all.session.id],
      async () => {
        expect(await findings()).toEqual({
          'live rows repeat the open suspension': [`${all.session.id} is locked by no suspension`],
        })
      },
    ))

  test('an audit entry slipped in with an old date', () => {
    const id = randomUUID()
    return damage(
      `insert into audit_entry (id, at, action, actor_type, actor_label, target_type, correlation_id, detail)
       values ($1, assay_now() - interval '1 day', 'credential.revoked', 'system', 'nobody', 'credential', $1, '{}')`,
      [id],
      async () => {
        expect(await findings()).toEqual({
          'no entry stands outside the chain': [`${id} was slipped in behind the end of the chain`],
        })
      },
    )
  })

  test('a pepper whose registration is gone', () =>
    damage('delete from pepper', [], async () => {
      const found = await findings()
      expect(Object.keys(found)).toEqual(['keys that tokens were made with are registered'])
      expect(found['keys that tokens were made with are registered']?.[0]).toMatch(/pepper 1, which is not registered$/)
    }))

  test('an exact count beside the first few, however many there are', () =>
    damage('update credential_live set generation = generation + 7', [], async () => {
      const checked = await checkStore(world.system, {})
      const copies = checked.find(({ name }) => name === LIVE_COPIES)
      const { rows } = await owner.query('select count(*)::int as count from credential_live')
      expect(copies?.broken).toBe(rows[0].count)
      expect(copies?.examples).toHaveLength(5)
    }))
})

describe('secrets are compared with those registered', () => {
  test('another secret under a registered id is found, and so is one that is missing here', async () => {
    const services = createServices(world.database.worker, {
      ...world.keyring,
      issuerKeys: new Map([['0A', randomBytes(32)]]),
      peppers: new Map(),
    })
    expect(await findings(services)).toEqual({
      'the secrets are those that were registered': [
        'issuer key 0A is registered with another secret',
        'pepper 1 is registered and its secret is missing here',
      ],
    })
  })
})

test('only the system itself may look', async () => {
  await expect(checkStore(world.administrator, {})).rejects.toMatchObject({ code: 'forbidden' })
})
