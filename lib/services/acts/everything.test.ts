import { describe, expect, test } from 'vitest'
import { ASSAY_APPLICATION } from '../assay-application'
import { issueSession } from '../sessions/issue'
import { testWorld } from '../testing'
import { ids, performer, WHY } from './testing'

const world = await testWorld({ max: 6 })
const { shop } = world
const { owner } = world.database
const { preview, run, several, liveAmong } = performer(world)

describe('everything of a person with 5,000 credentials', () => {
  test('is previewed and ended to the same number, while sessions of others are issued', async () => {
    const { subject, all, application } = await several(5_000)
    const { act } = await preview({ type: 'subject', subjectId: subject.id })
    expect(act).toMatchObject({ total: 5_000, typed: true, cutoff: true })
    const [result] = await Promise.all([
      run(act.id, { confirmation: '5,000' }),
      ...Array.from({ length: 20 }, () => world.session(application)),
    ])
    expect(result).toMatchObject({ state: 'done', done: act.total, late: 0, already: 0, leftOut: 0, failed: 0 })
    expect(await liveAmong(all)).toBe(0)
    const { rows } = await owner.query<{ count: number }>(
      'select count(*)::int as count from credential_end where correlation_id = $1 and subject_id = $2',
      [act.id, subject.id],
    )
    expect(rows[0]?.count).toBe(5_000)
  }, 60_000)

  test('counts honestly what was issued between preview and cutoff: it ends, too, and is called late', async () => {
    const application = await world.application()
    const subject = await world.subject(application)
    await world.session(application, { subject })
    const { act } = await preview({ type: 'subject', subjectId: subject.id })
    const since = [await world.session(application, { subject }), await world.session(application, { subject })]
    const result = await run(act.id)
    expect(result).toMatchObject({ total: 1, done: 3, late: 2 })
    expect(await liveAmong(ids(...since))).toBe(0)
    const [set] = (await world.entries({ correlationId: act.id })).filter(({ action }) => action === 'cutoff.set')
    expect(set).toMatchObject({ subjectId: subject.id, detail: { affected: 3, scope: 'subject', cause: WHY.cause } })
  })

  test('lets nothing slip through while the person signs in again and again', async () => {
    const application = await world.application()
    const subject = await world.subject(application)
    await world.session(application, { subject })
    const signIn = async () => {
      const input = { subject: { externalId: subject.externalId } }
      const outcome = await issueSession(world.asApplication(application), input)
      if (!outcome.ok) throw new Error('the sign-in was refused')
      return outcome.value.credential
    }
    for (let race = 0; race < 20; race += 1) {
      const { act } = await preview({ type: 'subject', subjectId: subject.id })
      const before = await signIn()
      const [first, result, second] = await Promise.all([
        signIn(),
        run(act.id, { confirmation: application.name }),
        signIn(),
      ])
      const { startedAt } = result
      expect(startedAt).not.toBeNull()
      const cut = [before, first, second].filter(({ issuedAt }) => issuedAt <= (startedAt ?? 0))
      expect(result).toMatchObject({ done: act.total + cut.length, late: cut.length, already: 0, failed: 0 })
      expect(await liveAmong(ids(...cut))).toBe(0)
    }
  }, 30_000)

  test('leaves the operator’s own session out unless they ask for it, and then ends that, too', async () => {
    const me = await world.operator('administrator', 'Remy Duval')
    const by = world.asOperator(me)
    const mine = await world.session(
      { ...ASSAY_APPLICATION, name: 'Assay' },
      { subject: { id: me.subjectId, externalId: '' } },
    )
    const scope = { type: 'subject', subjectId: me.subjectId } as const
    const { act } = await preview(scope, 'end', by)
    expect(act).toMatchObject({ total: 2, cutoff: false, radius: { ownSession: true } })
    expect(await run(act.id, { confirmation: '2' }, by)).toMatchObject({ done: 1, leftOut: 1 })
    expect([await liveAmong([mine.id]), await liveAmong([me.sessionId])]).toEqual([0, 1])
    const again = await preview(scope, 'end', by)
    expect(await run(again.act.id, { includeOwnSession: true }, by)).toMatchObject({ done: 1, leftOut: 0 })
    expect(await liveAmong([me.sessionId])).toBe(0)
  })
})

describe('everything of an application', () => {
  test('ends with what was issued since the preview, and nothing of its sister', async () => {
    const application = await world.application()
    const sister = await world.application({ directory: application.directory })
    const subject = await world.subject(application)
    const [here, there] = [await world.session(application, { subject }), await world.session(sister, { subject })]
    const { act } = await preview({ type: 'application', applicationId: application.id })
    const late = await world.key(application, { subject })
    expect(await run(act.id)).toMatchObject({ done: 2, late: 1 })
    expect(await liveAmong(ids(here, late))).toBe(0)
    expect(await liveAmong([there.id])).toBe(1)
  })

  test('takes its name for its number where typing is asked for', async () => {
    const application = await world.application({ name: 'Help desk' })
    const model = await world.session(application)
    await world.copies(model.id, 4)
    const { act } = await preview({ type: 'application', applicationId: application.id })
    expect(act.typed).toBe(true)
    expect(await run(act.id, { confirmation: 'help desk' })).toMatchObject({ done: 5 })
  })

  test('of Assay itself is a set without a cutoff, so that operators keep the session they act from', async () => {
    const { act } = await preview({ type: 'application', applicationId: ASSAY_APPLICATION.id })
    expect(act).toMatchObject({ cutoff: false, radius: { ownSession: true } })
  })
})

test('everything of an address ends where it was issued to or last used from it, whatever its kind', async () => {
  const [issued, used, other] = [
    await world.session(shop, { ip: '198.51.100.7' }),
    await world.key(shop),
    await world.session(shop, { ip: '198.51.101.7' }),
  ]
  await owner.query(`update credential_live set last_used_ip = '198.51.100.200' where credential_id = $1`, [used.id])
  const { act } = await preview({ type: 'address', network: '198.51.100.0/24' })
  expect(await run(act.id, { confirmation: '2' })).toMatchObject({ done: 2 })
  expect([await liveAmong(ids(issued, used)), await liveAmong([other.id])]).toEqual([0, 1])
  const onlyUsed = await preview({ type: 'address', network: '198.51.101.7', by: 'used' })
  expect(onlyUsed.act.total).toBe(1)
})
