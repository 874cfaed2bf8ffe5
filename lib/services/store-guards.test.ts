import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { testWorld } from '@/lib/services/testing'

const world = await testWorld()
const { owner } = world.database
const now = await world.now()
const live = await world.session(world.shop)
const gone = await world.session(world.shop)

const INTEGRITY = { code: '23000' }
const CHECK = { code: '23514' }
const UNIQUE = { code: '23505' }

const END = `
  insert into credential_end (credential_id, ended_at, recorded_at, reason, digest, pepper_version, kind, application_id, subject_id, signed_in_at,
    last_used_at, use_count, correlation_id, actor_type, actor_label)
  select credential_id, assay_now(), assay_now(), 'revoked', digest, pepper_version, kind, application_id, subject_id, signed_in_at, last_used_at,
    use_count, gen_random_uuid(), 'system', 'test' from kept where credential_id = $1`
const REVIVE = 'insert into credential_live select * from kept where credential_id = $1'
const POLICY = '00000000-0000-7000-8000-000000000011'

beforeAll(async () => {
  await owner.query('create table kept as select * from credential_live')
  await owner.query('delete from credential_live where credential_id = $1', [gone.id])
  await owner.query(END, [gone.id])
  await owner.query(
    `insert into cutoff (id, at, cause, actor_type, actor_label) values (gen_random_uuid(), '2000-01-01', 'unspecified', 'system', 'test')`,
  )
  await owner.query(
    `insert into audit_entry (id, at, action, actor_type, actor_label, target_type, correlation_id, detail)
     values (gen_random_uuid(), assay_now(), 'test', 'system', 'test', 'installation', gen_random_uuid(), '{}')`,
  )
  await owner.query(`insert into audit_seal select 1, id, '\\x00', assay_now() from audit_entry limit 1`)
})

describe('what was written stays, whoever connects, the owner included', () => {
  test.for(['audit_entry', 'audit_seal', 'policy_version', 'cutoff', 'credential', 'credential_end'])(
    'rows of %s cannot be changed',
    async (table) => {
      const { rows } = await owner.query(
        'select column_name from information_schema.columns where table_name = $1 order by ordinal_position limit 1',
        [table],
      )
      const column = rows[0]?.column_name
      await expect(owner.query(`update ${table} set ${column} = ${column}`)).rejects.toMatchObject(INTEGRITY)
      await expect(owner.query(`truncate ${table} cascade`)).rejects.toMatchObject(INTEGRITY)
    },
  )

  test.for(['audit_entry', 'audit_seal', 'policy_version', 'cutoff'])('rows of %s cannot be removed', async (table) => {
    await expect(owner.query(`delete from ${table}`)).rejects.toMatchObject(INTEGRITY)
  })
})

describe('a credential lives or has ended, never both, and ends once', () => {
  test('a second ending is refused', async () => {
    await expect(owner.query(END, [gone.id])).rejects.toMatchObject(UNIQUE)
  })

  test('an ended one cannot be made live again', async () => {
    await expect(owner.query(REVIVE, [gone.id])).rejects.toMatchObject(INTEGRITY)
  })

  test('two credentials never share a selector', async () => {
    const other = await world.session(world.shop)
    const update =
      'update credential_live set selector = (select selector from credential where id = $1) where credential_id = $2'
    await expect(owner.query(update, [live.id, other.id])).rejects.toMatchObject(UNIQUE)
  })

  test('a family has one credential a generation', async () => {
    const again = { credentialId: live.id, familyId: live.familyId, generation: 0, signedInAt: now }
    await expect(world.issue(world.shop, live.subject, { succeeds: again })).rejects.toMatchObject({ cause: UNIQUE })
  })
})

describe('what makes no sense is not stored', () => {
  const onLive = (change: string) =>
    owner.query(`update credential_live set ${change} where credential_id = $1`, [live.id])

  test('an overlap without a successor, or a successor without an overlap', async () => {
    await expect(onLive('overlap_until = assay_now()')).rejects.toMatchObject(CHECK)
    await expect(onLive(`successor_id = '${randomUUID()}'`)).rejects.toMatchObject(CHECK)
  })

  test('the end of a suspension that never began', async () => {
    await expect(onLive('suspended_until = assay_now()')).rejects.toMatchObject(CHECK)
  })

  test('a credential that expires as it is issued', async () => {
    await expect(world.key(world.shop, { at: now, expiresAt: now })).rejects.toMatchObject({ cause: CHECK })
  })

  test('a reason or a cause outside the catalogue', async () => {
    const odd = END.replace("'revoked'", "'tired'")
    await owner.query('delete from credential_live where credential_id = $1', [live.id])
    await expect(owner.query(odd, [live.id])).rejects.toMatchObject(CHECK)
    await owner.query(REVIVE, [live.id])
  })

  test('a limit below a minute or above 400 days', async () => {
    for (const seconds of [59, 34_560_001]) {
      await expect(world.policy(world.shop.id, { idleSeconds: seconds })).rejects.toMatchObject(CHECK)
      await expect(world.policy(world.shop.id, { absoluteSeconds: seconds })).rejects.toMatchObject(CHECK)
    }
  })

  test('two policies for one kind of one application, or of the installation', async () => {
    const insert = `insert into policy (id, application_id, kind, name, created_at) values (gen_random_uuid(), null, 'session', 'Another', assay_now())`
    await expect(owner.query(insert)).rejects.toMatchObject(UNIQUE)
  })

  test('two versions of a policy with one number', async () => {
    const insert = `insert into policy_version (id, policy_id, version, effective_from, actor_type, actor_label) values (gen_random_uuid(), $1, 1, assay_now(), 'system', 'test')`
    await expect(owner.query(insert, [POLICY])).rejects.toMatchObject(UNIQUE)
  })

  test('two open disablings of one subject', async () => {
    const subject = await world.subject(world.shop)
    await world.disable('subject', subject.id)
    await expect(world.disable('subject', subject.id)).rejects.toMatchObject(UNIQUE)
  })

  test('a second epoch row', async () => {
    await expect(owner.query('insert into config_epoch values (2, 1)')).rejects.toMatchObject(CHECK)
  })
})

describe('the epoch', () => {
  const epoch = async () => (await owner.query('select epoch from config_epoch')).rows[0]?.epoch

  test.for<[string, () => Promise<unknown>]>([
    ['an application', () => world.application()],
    ['a policy version', () => world.policy(null, { absoluteSeconds: 3_600 })],
    ['a cutoff of all', () => cutoff(null)],
    ['a disabled application', async () => world.disable('application', (await world.application()).id)],
    ['an issuer key', () => owner.query(`insert into issuer_key values ('ZZ', 'f', assay_now())`)],
    ['a pepper', () => owner.query(`insert into pepper values (99, 'f', assay_now())`)],
  ])('rises with %s', async ([, change]) => {
    const before = await epoch()
    await change()
    expect(await epoch()).toBeGreaterThan(before)
  })

  test('stays with what concerns one person: those rows are read with the token', async () => {
    const { id } = await world.subject(world.shop)
    const before = await epoch()
    await cutoff(id)
    await world.disable('subject', id)
    expect(await epoch()).toBe(before)
  })

  function cutoff(subjectId: string | null) {
    return owner.query(
      `insert into cutoff (id, subject_id, at, cause, actor_type, actor_label) values (gen_random_uuid(), $1, '2000-01-01', 'unspecified', 'system', 'test')`,
      [subjectId],
    )
  }
})
