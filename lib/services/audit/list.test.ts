import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { entry } from '@/lib/audit/entry'
import type { Context } from '../context'
import { context, testWorld } from '../testing'
import { transact } from '../transact'
import { listAudit } from './list'
import { listActors } from './list-actors'
import { readAct } from './read-act'
import { sealEntries } from './seal'

const world = await testWorld()

type Target = Parameters<typeof entry>[1]

/** One entry of a kind that no other test writes, by whoever acts. */
async function enter(by: Context, target: Partial<Target> = {}, note: string | null = null): Promise<void> {
  await transact(by, 'none', async () => ({
    entries: [
      entry(
        'subject.enabled',
        { targetType: 'subject', targetId: null, ...target },
        { note, before: { state: 'disabled' }, after: { state: 'enabled' } },
      ),
    ],
  }))
}

const fresh = async () => world.asOperator(await world.operator('administrator'))
const list = (input: Parameters<typeof listAudit>[1], by = world.administrator) => listAudit(by, input)

describe('the audit', () => {
  test('lists what was done, newest first, with the names its ids have today', async () => {
    const by = await fresh()
    const subject = await world.subject(world.shop, { name: 'Ines Okafor' })
    const { id } = await world.key(world.shop, { subject, name: 'Deploy' })
    await enter(
      by,
      { targetType: 'credential', targetId: id, applicationId: world.shop.id, subjectId: subject.id },
      'a',
    )
    await enter(by, {}, 'b')
    const { items, total } = await list({ correlationId: by.correlationId })
    expect(total).toEqual({ count: 2, exact: true })
    expect(items).toMatchObject([
      { detail: { note: 'b' }, application: null, subject: null },
      {
        detail: { note: 'a' },
        actor: { type: 'operator', name: 'Dana Ortiz' },
        target: { type: 'credential', id, name: 'Deploy', kind: 'api_key' },
        application: { name: 'Shop' },
        subject: { name: 'Ines Okafor' },
        requestIp: '192.0.2.10',
      },
    ])
  })

  test('pages without a gap and without a row twice', async () => {
    const by = await fresh()
    for (let n = 0; n < 7; n += 1) await enter(by, {}, String(n))
    const seen: unknown[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof list>> = await list({
        correlationId: by.correlationId,
        limit: 3,
        ...(cursor !== undefined && { cursor }),
      })
      seen.push(...page.items.map((item) => item.detail.note))
      cursor = page.nextCursor
    }
    expect(seen).toEqual(['6', '5', '4', '3', '2', '1', '0'])
  })

  test('is sealed by the worker: until then an entry says that it has no place yet', async () => {
    const by = await fresh()
    await enter(by)
    const read = async () => (await list({ correlationId: by.correlationId })).items[0]?.seal
    expect(await read()).toBeNull()
    while ((await sealEntries(world.services.worker)) > 0);
    expect(await read()).toMatchObject({ position: expect.any(Number) })
  })

  test.for<[string, (by: Context, own: { subject: string; application: string }) => Parameters<typeof listAudit>[1]]>([
    ['who did it', (by) => ({ actors: by.actor.type === 'operator' ? [by.actor.id] : [] })],
    ['whom it concerns by id', (_, { subject }) => ({ subjectId: subject })],
    ['the beginning of a name, whatever its case', () => ({ person: 'zenobia f' })],
    ['the beginning of a mail address', () => ({ person: 'ZENOBIA.F@' })],
    ['the application', (_, { application }) => ({ applicationIds: [application] })],
    ['what it was done to', (_, { subject }) => ({ targetId: subject })],
    ['the act', (by) => ({ correlationId: by.correlationId, actions: ['subject.enabled'] })],
    ['the network it came from', (by) => ({ correlationId: by.correlationId, network: '192.0.2.0/24' })],
    ['the last hour', (by) => ({ correlationId: by.correlationId, withinSeconds: 3_600 })],
  ])('is filtered by %s', async ([, filterOf]) => {
    const by = await fresh()
    const application = await world.application()
    const subject = await world.subject(application, {
      name: 'Zenobia Farkas',
      email: `zenobia.f@${randomUUID()}.example`,
      externalId: randomUUID(),
    })
    const whose = { targetId: subject.id, applicationId: application.id, subjectId: subject.id }
    await enter(by, whose, 'mine')
    await enter(await fresh(), {}, 'other')
    const { items } = await list(filterOf(by, { subject: subject.id, application: application.id }))
    expect(items.map((item) => item.detail.note)).toContain('mine')
    expect(items.map((item) => item.detail.note)).not.toContain('other')
  })

  test.for<[string, Parameters<typeof listAudit>[1]]>([
    ['another network', { network: '203.0.113.0/24' }],
    ['another act', { actions: ['key.rotated'] }],
    ['a time before it', { to: 1_000 }],
    ['a time after it', { from: 4_000_000_000_000 }],
    ['a person nobody is', { person: 'nobody is called so' }],
    ['somebody else', { actors: ['system'] }],
  ])('finds nothing for %s', async ([, filter]) => {
    const by = await fresh()
    await enter(by)
    expect((await list({ correlationId: by.correlationId, ...filter })).items).toEqual([])
  })

  test('finds what Assay itself did', async () => {
    const system = { ...world.system, correlationId: randomUUID() }
    await enter(system)
    expect((await list({ correlationId: system.correlationId, actors: ['system'] })).items).toHaveLength(1)
  })

  test.for<[string, Record<string, unknown>, string]>([
    ['an address that is none', { network: '203.0.113.999' }, '/network'],
    ['a cursor that nobody gave', { cursor: 'bm9wZQ' }, '/cursor'],
    ['an act that is no name', { actions: ['drop table'] }, '/actions/0'],
  ])('refuses %s', async ([, input, pointer]) => {
    await expect(list(input)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test('is not shown to who may not read it', async () => {
    for (const by of [world.support, world.asApplication(world.shop)]) {
      await expect(list({}, by)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(readAct(by, { entryId: randomUUID() })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('who reaches some applications only', () => {
  test('reads what was done at those, and neither the rest of an act nor anything of the installation', async () => {
    const elsewhere = await world.application()
    const narrowed = world.asOperator(await world.operator([{ role: 'auditor', applicationId: world.shop.id }]))
    const by = await fresh()
    await enter(by, { applicationId: world.shop.id }, 'here')
    await enter(by, { applicationId: elsewhere.id }, 'elsewhere')
    await enter(by, {}, 'nowhere')
    const seen = (await list({ correlationId: by.correlationId }, narrowed)).items
    expect(seen.map((item) => item.detail.note)).toEqual(['here'])
    const act = await readAct(narrowed, { entryId: seen[0]?.id ?? '' })
    expect(act.entries.map((item) => item.detail.note)).toEqual(['here'])
    for (const { id, detail } of (await list({ correlationId: by.correlationId })).items) {
      if (detail.note === 'here') continue
      await expect(readAct(narrowed, { entryId: id })).rejects.toMatchObject({ code: 'not_found' })
    }
    const { applications } = await listActors(narrowed, {})
    expect(applications).toEqual([{ id: world.shop.id, name: 'Shop' }])
  })

  test('is told of the operators who may act there, and of no others', async () => {
    const elsewhere = await world.application()
    const narrowed = world.asOperator(await world.operator([{ role: 'auditor', applicationId: world.shop.id }], 'Here'))
    await world.operator([{ role: 'operator', applicationId: elsewhere.id }], 'Elsewhere')
    await world.operator([], 'Of No Role')
    const named = async (by: Context) => (await listActors(by, {})).operators.map(({ name }) => name)
    expect(await named(narrowed)).toEqual(expect.arrayContaining(['Here', 'Dana Ortiz']))
    for (const name of ['Elsewhere', 'Of No Role']) {
      expect(await named(narrowed)).not.toContain(name)
      expect(await named(world.administrator)).toContain(name)
    }
  })
})

describe('an act', () => {
  test('is opened by any of its entries, with all of them', async () => {
    const by = await fresh()
    for (const note of ['a', 'b', 'c']) await enter(by, {}, note)
    const [, middle] = (await list({ correlationId: by.correlationId })).items
    const act = await readAct(world.administrator, { entryId: middle?.id ?? '' })
    expect(act.entry.detail.note).toBe('b')
    expect(act.entries.map((item) => item.detail.note)).toEqual(['c', 'b', 'a'])
  })

  test('that nobody did is not found', async () => {
    await expect(readAct(world.administrator, { entryId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('reading the audit', () => {
  test('is entered once an hour for a session, however often it is asked, by however many at once', async () => {
    const operator = await world.operator('administrator')
    const reads = Array.from({ length: 6 }, () => list({}, world.asOperator(operator)))
    await Promise.all(reads)
    await list({}, world.asOperator(operator))
    expect(await readsOf(operator.id)).toEqual([{ page: 'audit', sessionId: operator.sessionId }])
    const elsewhere = { ...operator, sessionId: randomUUID() }
    await list({}, world.asOperator(elsewhere))
    expect(await readsOf(operator.id)).toHaveLength(2)
  })

  test('that was refused leaves no entry', async () => {
    const operator = await world.operator('administrator')
    await expect(list({ cursor: 'bm9wZQ' }, world.asOperator(operator))).rejects.toThrow()
    expect(await readsOf(operator.id)).toEqual([])
  })

  test('shows nothing where it cannot be entered', async () => {
    const operator = await world.operator('administrator')
    await world.database.owner.query('revoke insert on audit_entry from assay_console')
    try {
      await expect(list({}, context(world.services.console, operator))).rejects.toThrow()
    } finally {
      await world.database.owner.query('grant insert on audit_entry to assay_console')
    }
  })
})

async function readsOf(operatorId: string): Promise<unknown[]> {
  const { rows } = await world.database.owner.query(
    `select detail from audit_entry where action = 'page.read' and actor_id = $1`,
    [operatorId],
  )
  return rows.map((row) => row.detail)
}
