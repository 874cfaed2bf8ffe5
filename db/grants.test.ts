import { expect, test } from 'vitest'
import { TABLE_GRANTS } from './grants'
import { testDatabase } from './testing'

const database = await testDatabase()
const { owner } = database

const denied = expect.objectContaining({ code: '42501' })

test('every table and view has its line, so that a new one is decided on and not forgotten', async () => {
  const { rows } = await owner.query(
    `select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v') and not relispartition`,
  )
  expect(rows.map((row) => row.name).sort()).toEqual(Object.keys(TABLE_GRANTS).sort())
})

test('nobody may change or remove what is written once', () => {
  for (const table of ['audit_entry', 'audit_seal', 'policy_version', 'cutoff', 'credential', 'credential_end']) {
    const rights = Object.values(TABLE_GRANTS[table] ?? {}).flat()
    expect(rights, table).not.toContain('UPDATE')
    expect(rights, table).not.toContain('DELETE')
  }
})

test.for<['console' | 'api' | 'worker', string]>([
  ['api', 'select * from audit_entry'],
  ['api', `update policy_version set idle_seconds = null`],
  ['api', 'delete from policy'],
  ['api', 'select * from operator'],
  ['api', 'select * from role_binding'],
  ['api', `update role_binding set role = 'owner'`],
  ['console', `update role_binding set role = 'owner'`],
  ['api', 'select * from operator_session'],
  ['api', 'select * from set_up_link'],
  ['api', 'update config_epoch set epoch = 1'],
  [
    'api',
    `insert into application (id, slug, name, environment, directory, created_at) values (gen_random_uuid(), 'x', 'x', 'live', 'x', now())`,
  ],
  ['api', `insert into audit_seal values (1, gen_random_uuid(), '\\x00', now())`],
  ['api', `select drop_partitions('refusal', 0)`],
  ['console', 'update config_epoch set epoch = 1'],
  ['console', 'update audit_entry set action = action'],
  ['console', 'delete from audit_entry'],
  ['console', `insert into audit_seal values (1, gen_random_uuid(), '\\x00', now())`],
  ['console', 'select * from idempotency'],
  ['console', 'delete from refusal'],
  ['console', `select drop_partitions('refusal', 0)`],
  ['worker', 'select * from operator'],
  ['worker', 'select * from role_binding'],
  ['worker', `insert into credential_live select * from credential_live`],
  ['worker', 'insert into cutoff select * from cutoff'],
  ['worker', 'insert into policy_version select * from policy_version'],
  ['worker', 'update subject set email = null'],
  ['worker', 'truncate audit_entry'],
])('%s may not: %s', async ([process, statement]) => {
  await expect(database[process].query(statement)).rejects.toEqual(denied)
})

test('changing configuration raises the epoch though nobody may write it', async () => {
  const epoch = async () => (await owner.query('select epoch from config_epoch')).rows[0]?.epoch
  const before = await epoch()
  await database.console.query(
    `insert into application (id, slug, name, environment, directory, created_at) values (gen_random_uuid(), 'warehouse', 'Warehouse', 'live', 'warehouse', assay_now())`,
  )
  expect(await epoch()).toBeGreaterThan(before)
})
