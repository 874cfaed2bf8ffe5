import { describe, expect, test } from 'vitest'
import { withOtherSecret } from '@/lib/api/testing-refusals'
import { DAY } from '@/lib/core/instant'
import { refineForged } from '../refusals/refine-forged'
import { context } from '../testing'
import { joinEvidence } from './join-evidence'
import { listCases } from './list'
import { readReported } from './read-reported'
import { reportByCustomer } from './report'
import { resolveCase } from './resolve'
import { caseWorld, explanationOf, RESOLUTION } from './testing'

const { world, clock, api, bySupport, detail, opened, refusedRequest } = await caseWorld()

let networks = 0
/** A customer's browser, each from a network of its own. */
const customer = () => {
  networks += 1
  const page = context(world.services.console, { type: 'system', name: 'Page for customers' })
  return { ...page, requestIp: `198.51.${networks}.7` }
}
const report = (requestId: string, changes: object = {}, by = customer()) =>
  reportByCustomer(by, { requestId, text: 'I was in the basket.', language: 'de', ...changes })

async function casesOf(subjectId: string) {
  return (await listCases(bySupport, { subjectId })).items
}

describe('a customer’s own report', () => {
  test('opens a case with their reference as evidence, in their words', async () => {
    const { requestId, subjectId } = await refusedRequest()
    await report(requestId, { contact: 'amara@example.org' })
    const [made, ...more] = await casesOf(subjectId)
    expect(more).toEqual([])
    expect(made).toMatchObject({
      origin: 'customer',
      state: 'open',
      saw: 'I was in the basket.',
      application: { name: 'Shop' },
    })
    expect(await detail(made?.id ?? '')).toMatchObject({
      evidence: [{ type: 'explanation', key: requestId, frozen: { verdict: { reason: 'revoked' } } }],
      reports: [{ requestId, text: 'I was in the basket.', contact: 'amara@example.org', language: 'de' }],
      happenedAt: expect.any(Number),
    })
  })

  test('joins the case the same reference opened before, and opens it again when it was resolved', async () => {
    const { requestId, subjectId } = await refusedRequest()
    await report(requestId)
    const [made] = await casesOf(subjectId)
    await resolveCase(bySupport, { caseId: made?.id ?? '', ...RESOLUTION })
    await report(requestId, { text: 'It happened again.' })
    expect(await casesOf(subjectId)).toMatchObject([{ id: made?.id, state: 'open' }])
    expect((await detail(made?.id ?? '')).reports.map(({ text }) => text)).toEqual([
      'I was in the basket.',
      'It happened again.',
    ])
  })

  test('sent twice at once opens one case', async () => {
    const { requestId, subjectId } = await refusedRequest()
    await Promise.all([report(requestId), report(requestId)])
    expect(await casesOf(subjectId)).toHaveLength(1)
  })

  test('of a token that only imitates one is not its owner’s', async () => {
    const { token, subject } = await world.session(world.shop)
    const { json } = await api.call('POST', '/v1/verify', { body: { token: withOtherSecret(token) } })
    await world.services.api.telemetry.flush()
    await refineForged(world.services.worker)
    await report(json.request_id)
    expect(await casesOf(subject.id)).toEqual([])
    expect((await listCases(bySupport, {})).items[0]).toMatchObject({ origin: 'customer', subject: null, who: null })
  })

  test('is entered without their words and without how to reach them', async () => {
    const { requestId } = await refusedRequest()
    const by = customer()
    await report(requestId, { contact: 'secret@example.org', text: 'My words' }, by)
    const entries = await world.entries({ correlationId: by.correlationId })
    expect(entries).toMatchObject([{ action: 'case.reported', detail: { requestId, opened: true } }])
    expect(JSON.stringify(entries)).not.toMatch(/secret@|My words/)
  })
})

describe('nothing is told to somebody who guesses', () => {
  test.for(['req_0000000000000000000000', 'local_1a2b', 'req_1', '', 'CASE-1001', '%', 'a\u0000b', 'x'.repeat(64)])(
    'the reference “%s” has the same answer, and leaves nothing',
    async (requestId) => {
      const before = await listCases(bySupport, {})
      expect(await report(requestId)).toBeUndefined()
      expect((await listCases(bySupport, {})).total).toEqual(before.total)
    },
  )

  test('a reference that nobody knows is counted like one that is known', async () => {
    const unknown = 'req_9999999999999999999999'
    for (let sent = 0; sent < 3; sent += 1) expect(await report(unknown)).toBeUndefined()
    await expect(report(unknown)).rejects.toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 86_400 })
  })
})

describe('what became of a report', () => {
  const reported = (reference: string) => readReported(customer(), { reference })

  test('is its case number and when the latest one arrived, and nothing else', async () => {
    const { requestId, subjectId } = await refusedRequest()
    await report(requestId)
    const [made] = await casesOf(subjectId)
    const first = await reported(requestId)
    expect(first).toEqual({ caseName: made?.name, at: expect.any(Number) })
    await report(requestId, { text: 'And again.' })
    expect((await reported(requestId))?.at).toBeGreaterThan(first?.at ?? Infinity)
  })

  test('is nothing where an operator opened the case, nothing was reported, or the reference is unknown', async () => {
    const { requestId } = await refusedRequest()
    expect(await reported(requestId)).toBeNull()
    await opened({ evidence: [explanationOf(requestId)] })
    for (const reference of [requestId, 'req_0000000000000000000000', '', '%'])
      expect(await reported(reference)).toBeNull()
  })

  test('is not another reference’s, which the same case holds as evidence', async () => {
    const { requestId } = await refusedRequest()
    const another = await refusedRequest()
    const { id } = await opened({ evidence: [explanationOf(requestId)] })
    await joinEvidence(bySupport, { caseId: id, evidence: explanationOf(another.requestId) })
    await report(requestId)
    expect(await reported(requestId)).not.toBeNull()
    expect(await reported(another.requestId)).toBeNull()
  })

  test('is for the page alone', async () => {
    await expect(readReported(bySupport, { reference: 'req_1' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a report is refused', () => {
  test('from the fourth on one reference in a day, and leaves nothing', async () => {
    const { requestId, subjectId } = await refusedRequest()
    for (let sent = 0; sent < 3; sent += 1) await report(requestId, { text: `Report ${sent}` })
    await expect(report(requestId)).rejects.toMatchObject({ code: 'too_many_attempts', retryAfterSeconds: 86_400 })
    const [made] = await casesOf(subjectId)
    expect((await detail(made?.id ?? '')).reports).toHaveLength(3)
    await clock.advance(DAY)
    await report(requestId, { text: 'The day after' })
    await clock.reset()
    expect((await detail(made?.id ?? '')).reports).toHaveLength(4)
  })

  test.for([
    ['/text', { text: ' ' }],
    ['/text', { text: 'x'.repeat(1_001) }],
    ['/text', { text: 'a\u0000b' }],
    ['/contact', { contact: 'x'.repeat(201) }],
    ['/contact', { contact: 'a\nb' }],
    ['/language', { language: '<script>' }],
    ['/requestId', { requestId: 'x'.repeat(65) }],
  ])('by field: %s', async ([pointer, changes]) => {
    await expect(report('req_0000000000000000000000', changes as object)).rejects.toMatchObject({
      ...{ code: 'invalid_input', fields: [{ pointer }] },
    })
  })

  test('from a network that has sent ten within the hour, whatever the references; another is heard', async () => {
    const by = customer()
    for (let sent = 0; sent < 10; sent += 1) await report(`req_${String(sent).padStart(22, '0')}`, {}, by)
    const { requestId, subjectId } = await refusedRequest()
    const neighbour = { ...by, requestIp: by.requestIp.replace(/7$/, '8') }
    await expect(report(requestId, {}, neighbour)).rejects.toMatchObject({
      code: 'too_many_attempts',
      retryAfterSeconds: 3_600,
    })
    expect(await casesOf(subjectId)).toEqual([])
    await report(requestId)
    expect(await casesOf(subjectId)).toHaveLength(1)
  })

  test('to an operator: only the page for customers sends them', async () => {
    const { requestId } = await refusedRequest()
    await expect(report(requestId, {}, { ...bySupport, requestIp: '198.51.99.7' })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})
