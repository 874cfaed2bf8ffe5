import { beforeEach, describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { testWorld } from '../testing'
import { sealEntries } from './seal'
import { verifyChain } from './verify-chain'

const world = await testWorld({ max: 6 })
const { owner } = world.database
const { worker, console: console_ } = world.services
const clock = await world.database.movableClock()

const INSERT = `
  insert into audit_entry (id, at, action, actor_type, actor_label, target_type, correlation_id, request_ip, detail)
  select ids.id, $2, 'test', 'system', 'Größe "1"', 'installation', gen_random_uuid(), '192.0.2.1', $3 from unnest($1::uuid[]) as ids (id)`

/** Entries of one instant, past the verbs. Returns their ids. */
async function write(count: number, at?: number, through: Pick<typeof owner, 'query'> = owner): Promise<string[]> {
  const instant = at ?? (await world.now())
  const ids = Array.from({ length: count }, () => newId(instant))
  await through.query(INSERT, [
    ids,
    new Date(instant),
    { note: 'é\u2028 \\ "', at: instant, nested: { b: 1, a: [null, 1.5] } },
  ])
  return ids
}

async function sealed(): Promise<string[]> {
  const { rows } = await owner.query<{ entry_id: string; position: number }>(
    'select entry_id, position from audit_seal order by position',
  )
  expect(rows.map((row) => row.position)).toEqual(rows.map((_, place) => place + 1))
  return rows.map((row) => row.entry_id)
}

/** Changes what nobody may change, as somebody with the keys to the house would. */
async function tamper(statement: string, values: unknown[]): Promise<void> {
  const { rowCount } = await owner.query(statement, values)
  expect(rowCount).toBe(1)
}

beforeEach(async () => {
  await clock.reset()
  for (const table of ['audit_entry', 'audit_seal']) {
    await owner.query(`alter table ${table} disable trigger all`)
    await owner.query(`truncate ${table}`)
  }
})

async function protect(): Promise<void> {
  for (const table of ['audit_entry', 'audit_seal']) await owner.query(`alter table ${table} enable trigger all`)
}

describe('sealing', () => {
  test('gives every entry one place in one chain, whatever is in it, and then has nothing to do', async () => {
    const ids = await write(7)
    expect(await verifyChain(console_)).toEqual({ sealed: 0, unsealed: 7, broken: null })
    expect(await sealEntries(worker)).toBe(7)
    expect(await sealEntries(worker)).toBe(0)
    expect(await sealed()).toEqual(ids.sort())
    expect(await verifyChain(console_)).toEqual({ sealed: 7, unsealed: 0, broken: null })
  })

  test('by several at once makes one chain without gaps, and each entry is in it once', async () => {
    const written: string[] = []
    for (let round = 0; round < 5; round += 1) {
      written.push(...(await write(4)))
      await Promise.all([
        sealEntries(worker),
        sealEntries(worker),
        write(3).then((ids) => written.push(...ids)),
        sealEntries(worker),
      ])
    }
    await sealEntries(worker)
    expect((await sealed()).sort()).toEqual(written.sort())
    expect(await verifyChain(console_)).toEqual({ sealed: 35, unsealed: 0, broken: null })
  })

  test('an entry that was committed late is sealed later, behind those that were seen before it', async () => {
    const slow = await owner.connect()
    await slow.query('begin')
    const [late] = await write(1, undefined, slow)
    const early = await write(2)
    expect(await sealEntries(worker)).toBe(2)
    await slow.query('commit')
    slow.release()
    expect(await sealEntries(worker)).toBe(1)
    expect(await sealed()).toEqual([...early.sort(), late])
    expect((await verifyChain(console_)).broken).toBeNull()
  })

  test('what was rolled back leaves neither entry nor gap', async () => {
    const undone = await owner.connect()
    await undone.query('begin')
    await write(1, undefined, undone)
    await write(1)
    await sealEntries(worker)
    await undone.query('rollback')
    undone.release()
    await write(1)
    await sealEntries(worker)
    expect(await verifyChain(console_)).toEqual({ sealed: 2, unsealed: 0, broken: null })
  })

  test('after a long stop catches up with all of it, however much more than a page has waited for hours', async () => {
    const now = await world.now()
    await clock.setInstant(now - 2 * DAY)
    await write(1)
    await sealEntries(worker)
    await write(1_200, now - DAY)
    await write(1, now - 2 * HOUR)
    await clock.reset()
    await write(1)
    for (;;) if ((await sealEntries(worker)) === 0) break
    expect(await verifyChain(console_)).toEqual({ sealed: 1_203, unsealed: 0, broken: null })
  })
})

describe('what was changed afterwards is found, and where', () => {
  async function chainOf(count: number): Promise<string[]> {
    const from = await world.now()
    for (let place = 0; place < count; place += 1) await write(1, from - MINUTE + place)
    await sealEntries(worker)
    return sealed()
  }

  test.for([
    ['who did it', `actor_label = 'somebody else'`],
    ['when it was done', `at = at - interval '1 millisecond'`],
    ['what it was done to', 'target_id = gen_random_uuid()'],
    ['whose it was', 'subject_id = gen_random_uuid()'],
    ['where from', `request_ip = '192.0.2.2'`],
    ['what joins it to others', 'correlation_id = gen_random_uuid()'],
    ['a word of the note', `detail = jsonb_set(detail, '{note}', '"another"')`],
    ['a field more', `detail = detail || '{"more": 1}'`],
  ] as const)('%s', async ([, change]) => {
    const [, second] = await chainOf(3)
    await tamper(`update audit_entry set ${change} where id = $1`, [second])
    expect(await verifyChain(console_)).toEqual({
      sealed: expect.any(Number),
      unsealed: 0,
      broken: { position: 2, why: 'changed' },
    })
  })

  test('an entry that is gone', async () => {
    const [, second] = await chainOf(3)
    await tamper('delete from audit_entry where id = $1', [second])
    expect((await verifyChain(console_)).broken).toEqual({ position: 2, why: 'missing' })
  })

  test('an entry that is gone with its seal', async () => {
    const [, second] = await chainOf(3)
    await tamper('delete from audit_entry where id = $1', [second])
    await tamper('delete from audit_seal where entry_id = $1', [second])
    expect((await verifyChain(console_)).broken).toEqual({ position: 2, why: 'gap' })
  })

  test('two that changed places', async () => {
    const [first, second] = await chainOf(2)
    await tamper('update audit_seal set entry_id = gen_random_uuid() where position = 1', [])
    await tamper('update audit_seal set entry_id = $1 where position = 2', [first])
    await tamper('update audit_seal set entry_id = $1 where position = 1', [second])
    expect((await verifyChain(console_)).broken).toEqual({ position: 1, why: 'changed' })
  })
})

describe('entries and seals', () => {
  test.for(['console', 'api', 'worker'] as const)('cannot be changed or removed by the %s', async (process) => {
    await write(1)
    await sealEntries(worker)
    for (const table of ['audit_entry', 'audit_seal']) {
      for (const statement of [`delete from ${table}`, `truncate ${table}`, `alter table ${table} disable trigger all`])
        await expect(world.database[process].query(statement)).rejects.toMatchObject({ code: '42501' })
    }
    const changes = [`update audit_entry set action = 'other'`, 'update audit_seal set position = 9']
    for (const change of changes)
      await expect(world.database[process].query(change)).rejects.toMatchObject({ code: '42501' })
  })

  test('are sealed by the worker alone', async () => {
    await write(1)
    for (const services of [console_, world.services.api]) await expect(sealEntries(services)).rejects.toThrow()
    expect(await sealed()).toEqual([])
  })

  test('cannot be changed even by their owner without taking the guard down first', async () => {
    await write(1)
    await sealEntries(worker)
    await protect()
    for (const statement of [
      `update audit_entry set action = 'other'`,
      'delete from audit_seal',
      'truncate audit_entry',
    ])
      await expect(owner.query(statement)).rejects.toThrow('append-only')
  })
})
