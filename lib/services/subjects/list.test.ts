import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { testWorld } from '../testing'
import type { TestApplication } from '../testing-rows'
import { listSubjects, type SubjectSummary } from './list'

const world = await testWorld()
type Input = Parameters<typeof listSubjects>[1]

const list = (input: Input) => listSubjects(world.administrator, input)
const idsOf = (items: readonly SubjectSummary[]) => items.map((item) => item.id)

/** An application whose directory nobody else is in. */
async function alone() {
  const application = await world.application()
  const of = (input: Input = {}) => list({ applicationIds: [application.id], ...input })
  return { application, of }
}

const person = (of: TestApplication, name: string) => world.subject(of, { name })

describe('the list of people', () => {
  test('counts what lives, and not what a limit has ended though no sweep has recorded it', async () => {
    const { application, of } = await alone()
    const now = await world.now()
    const subject = await person(application, 'Ines Okafor')
    await world.session(application, { subject })
    await world.session(application, { subject })
    await world.key(application, { subject })
    await world.key(application, { subject, at: now - 2 * HOUR, expiresAt: now - HOUR })
    const [row] = (await of()).items
    expect(row).toMatchObject({
      id: subject.id,
      name: 'Ines Okafor',
      liveSessions: 2,
      liveKeys: 1,
      disabledSince: null,
    })
  })

  test('says when somebody was last here, alive or ended, and that nobody was where nothing was issued', async () => {
    const { application, of } = await alone()
    const now = await world.now()
    const never = await person(application, 'Never')
    const ended = await person(application, 'Ended')
    const live = await person(application, 'Live')
    const session = await world.session(application, { subject: live })
    await world.usedAt(session.id, now - 5 * MINUTE)
    const gone = await world.session(application, { subject: ended })
    await world.database.owner.query(
      `with gone as (delete from credential_live where credential_id = $1 returning *)
       insert into credential_end (credential_id, ended_at, recorded_at, reason, digest, pepper_version, kind, application_id, subject_id,
         signed_in_at, last_used_at, use_count, correlation_id, actor_type, actor_label)
       select credential_id, assay_now(), assay_now(), 'idle', digest, pepper_version, kind, application_id, subject_id, signed_in_at,
              $2, use_count, gen_random_uuid(), 'system', 'test' from gone`,
      [gone.id, new Date(now - 3 * HOUR).toISOString()],
    )
    const seen = new Map((await of()).items.map((item) => [item.id, item.lastSeenAt]))
    expect([never, live, ended].map(({ id }) => seen.get(id))).toEqual([null, now - 5 * MINUTE, now - 3 * HOUR])
  })

  test('counts the refusals of the last day, each as often as it came', async () => {
    const { application, of } = await alone()
    const subject = await person(application, 'Refused')
    await refuse(subject.id, 7, '2 hours')
    await refuse(subject.id, 5, '1 hour')
    await refuse(subject.id, 100, '25 hours')
    expect((await of()).items[0]?.refusedLastDay).toBe(12)
  })

  test('pages through everybody, without a gap and without a row twice', async () => {
    const { application, of } = await alone()
    const made = []
    for (let n = 0; n < 7; n += 1) made.push((await person(application, `Person ${n}`)).id)
    const seen: string[] = []
    for (let cursor: string | null | undefined; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof of>> = await of({ limit: 3, ...(cursor !== undefined && { cursor }) })
      expect(page.total).toEqual(cursor === undefined ? { count: 7, exact: true } : null)
      seen.push(...idsOf(page.items))
      cursor = page.nextCursor
    }
    expect(seen.toSorted()).toEqual(made.toSorted())
    expect(seen).toEqual(seen.toSorted().reverse())
  })

  test.for<[string, Input]>([
    ['the beginning of a name, whatever its case', { text: 'INES' }],
    ['the beginning of a mail address', { text: 'ines@' }],
    ['the beginning of an external id', { text: 'user-1' }],
    ['its type', { type: 'person' }],
    ['being enabled', { disabled: false }],
    ['something live', { live: true }],
  ])('is filtered by %s', async ([, filter]) => {
    const { application, of } = await alone()
    const wanted = await world.subject(application, {
      name: 'Ines Okafor',
      email: 'ines@example.org',
      externalId: 'user-1',
    })
    await world.session(application, { subject: wanted })
    const other = await world.subject(application, { name: 'Robot', type: 'service' })
    await world.disable('subject', other.id)
    expect(idsOf((await of(filter)).items)).toEqual([wanted.id])
    expect(idsOf((await of({ ...opposite(filter) })).items)).not.toContain(wanted.id)
  })

  test('takes wildcards of a name literally', async () => {
    const { application, of } = await alone()
    await person(application, 'Ines')
    expect((await of({ text: '%' })).items).toEqual([])
  })

  test('shows an application the people of its directory and environment, and nobody else', async () => {
    const directory = `shared-${randomUUID().slice(0, 8)}`
    const [one, other] = [await world.application({ directory }), await world.application({ directory })]
    const trial = await world.application({ directory, environment: 'test' })
    const here = await person(one, 'Here')
    const there = await person(trial, 'There')
    expect(idsOf((await list({ applicationIds: [other.id] })).items)).toEqual([here.id])
    expect(idsOf((await list({ applicationIds: [trial.id] })).items)).toEqual([there.id])
    expect((await list({ applicationIds: [randomUUID()] })).items).toEqual([])
  })

  test('shows who reaches one application its people, and counts what they hold there alone', async () => {
    const directory = `shared-${randomUUID().slice(0, 8)}`
    const [one, other] = [await world.application({ directory }), await world.application({ directory })]
    const subject = await person(one, 'Both')
    await world.session(one, { subject })
    await world.key(other, { subject })
    const foreign = await person(world.shop, 'Foreign')
    const { items } = await listSubjects(await world.operatorOf(one), {})
    expect(items).toMatchObject([{ id: subject.id, liveSessions: 1, liveKeys: 0 }])
    expect(idsOf(items)).not.toContain(foreign.id)
    const asked = await listSubjects(await world.operatorOf(one), { applicationIds: [world.shop.id] })
    expect(asked.items).toEqual([])
  })

  test('masks mail for who may not see it, who then finds nobody by the beginning of one', async () => {
    const { application } = await alone()
    await world.subject(application, { name: 'Ines', email: 'ines@example.org', externalId: 'user-1' })
    const of = (input: Input) => listSubjects(world.support, { applicationIds: [application.id], ...input })
    expect((await of({})).items).toMatchObject([{ name: 'Ines', email: 'i•••@example.org' }])
    expect((await of({ text: 'ines@ex' })).items).toEqual([])
    expect((await of({ text: 'ines@example.org' })).items).toHaveLength(1)
  })

  test('is no business of an application, and refuses a cursor that nobody gave', async () => {
    await expect(listSubjects(world.asApplication(world.shop), {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(list({ cursor: 'bm9wZQ' })).rejects.toMatchObject({ code: 'invalid_input' })
  })
})

function opposite(filter: Input): Input {
  if (filter.text !== undefined) return { text: 'zzz' }
  if (filter.type !== undefined) return { type: 'service' }
  return filter.live === undefined ? { disabled: true } : { live: false }
}

async function refuse(subjectId: string, count: number, ago: string): Promise<void> {
  await world.database.owner.query(
    `insert into refusal (id, hour, dedupe_key, first_at, last_at, count, reason, application_id, caller_credential_id, subject_id, evidence)
     select gen_random_uuid(), date_trunc('hour', at), sha256(gen_random_uuid()::text::bytea), at, at, $2, 'idle', $3, gen_random_uuid(), $1, '{}'
       from (select assay_now() - $4::interval as at) moment`,
    [subjectId, count, world.shop.id, ago],
  )
}
