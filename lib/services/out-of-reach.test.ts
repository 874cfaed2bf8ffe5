import { beforeAll, describe, expect, test } from 'vitest'
import { issueServiceKey, startTestApi, type TestApi } from '@/lib/api/testing'
import { readRequestId } from '@/lib/crypto/id'
import { openCase } from './cases/open'
import { readCase } from './cases/read'
import { reportByCustomer } from './cases/report'
import type { Context } from './context'
import { revokeCredentials } from './credentials/revoke'
import { listRefusals } from './refusals/list'
import { createShare } from './shares/create'
import { openShare } from './shares/open'
import { context, testWorld } from './testing'
import { explain } from './tokens/explain'
import { explainSource } from './tokens/explain-source'

/** A credential of Desk, presented at Shop and refused there: Shop's operators may know no more than that. */
const world = await testWorld()
const { shop } = world
const desk = await world.application({ slug: 'desk', name: 'Desk' })
const owner = await world.subject(desk, { name: 'Ina Novak', email: 'ina@example.com' })
const NOTE = 'Found in a public repository'
let api: TestApi
let foreign: { requestId: string; credentialId: string }
let own: { requestId: string; credentialId: string }

beforeAll(async () => {
  api = await startTestApi(world)
  foreign = await refusedAtShop(desk, owner)
  own = await refusedAtShop(shop, await world.subject(shop, { name: 'Ben Berg', email: 'ben@example.com' }))
})

async function refusedAtShop(of: typeof shop, subject: typeof owner) {
  const { id, token } = await world.session(of, { subject })
  await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'key_compromise', note: NOTE })
  const key = await issueServiceKey(world, shop)
  const { json } = await api.call('POST', '/v1/verify', { key, body: { token, context: { ip: '203.0.113.9' } } })
  await world.services.api.telemetry.flush()
  return { requestId: String(json.request_id), credentialId: id }
}

const ofShop = await world.operatorOf(shop)
const page = context(world.services.console, { type: 'system', name: 'Page for customers' })

async function explained(by: Context, requestId: string) {
  const outcome = await explain(by, { by: 'request', requestId })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

/** What only Desk may know. */
function factsIn(value: unknown): string[] {
  const text = JSON.stringify(value)
  return [NOTE, 'key_compromise', foreign.credentialId, owner.id, 'Ina Novak'].filter((fact) => text.includes(fact))
}

describe('a refusal of a credential out of reach tells nothing of that credential', () => {
  test('when it is explained by its reference: the reason, and when and where it was refused', async () => {
    const told = await explained(ofShop, foreign.requestId)
    expect(factsIn(told)).toEqual([])
    expect(told).toMatchObject({
      verdict: { active: false, reason: 'revoked', cause: null, since: null, also: [], policy: null },
      recorded: { applicationName: 'Shop', ip: '203.0.113.9', subjectId: null },
      credential: null,
      facts: null,
    })
    expect(told.verdict.checks.filter(({ gate }) => gate !== 'shape')).toEqual([])
  })

  test('in the list of refusals', async () => {
    const { items } = await listRefusals(ofShop, {})
    expect(factsIn(items.filter(({ requestId }) => requestId !== own.requestId))).toEqual([])
    expect(items.find(({ requestId }) => requestId === foreign.requestId)).toMatchObject({
      ...{ reason: 'revoked', cause: null, credentialId: null, subject: null, ip: '203.0.113.9' },
    })
  })

  test('when it is asked for by that credential or its owner: not even that something was refused', async () => {
    for (const filter of [{ credentialId: foreign.credentialId }, { subjectId: owner.id }]) {
      expect(await listRefusals(ofShop, filter)).toMatchObject({ items: [], total: { count: 0 } })
      expect((await listRefusals(world.administrator, filter)).items).not.toEqual([])
    }
    const { items } = await listRefusals(ofShop, { credentialId: own.credentialId })
    expect((await listRefusals(ofShop, { subjectId: items[0]?.subject?.id })).items).toEqual(items)
    expect(items).toHaveLength(1)
  })

  test('by its source', async () => {
    const outcome = await explainSource(ofShop, { address: '203.0.113.9', at: await world.now() })
    if (!outcome.ok) throw new Error('refused')
    const { likely, people, refusals } = outcome.value
    expect(factsIn([people, refusals])).toEqual([])
    expect(likely.map(({ credentialId }) => credentialId)).not.toContain(foreign.credentialId)
    const strange = likely.find(({ requestId }) => requestId === foreign.requestId)
    expect(factsIn(strange ?? {})).toEqual([])
  })

  test('while its own, and whoever reaches both, are told everything', async () => {
    expect((await explained(ofShop, own.requestId)).verdict).toMatchObject({ cause: 'key_compromise' })
    expect(factsIn(await explained(world.administrator, foreign.requestId))).toHaveLength(5)
    const { items } = await listRefusals(world.administrator, {})
    expect(items.find(({ requestId }) => requestId === foreign.requestId)).toMatchObject({
      ...{ cause: 'key_compromise', credentialId: foreign.credentialId, subject: { id: owner.id } },
    })
  })

  test('in a case that somebody who reaches both opened at the shop', async () => {
    const evidence = [explanationOf(foreign.requestId), explanationOf(own.requestId)]
    const outcome = await openCase(world.administrator, {
      who: 'A caller',
      saw: 'Refused',
      applicationId: shop.id,
      evidence,
    })
    if (!outcome.ok) throw new Error('refused')
    const { evidence: seen } = await readCase(ofShop, { caseId: outcome.value.id })
    const of = ({ requestId }: typeof own) => seen.find(({ key }) => key === requestId)
    const [strange, theirs] = [of(foreign), of(own)]
    expect(factsIn(strange)).toEqual([])
    expect(strange).toMatchObject({ frozen: { verdict: { reason: 'revoked' }, requestId: foreign.requestId } })
    expect(theirs?.frozen).toMatchObject({ verdict: { cause: 'key_compromise' }, subjectName: 'Ben Berg' })
    const { evidence: whole } = await readCase(world.administrator, { caseId: outcome.value.id })
    expect(factsIn(whole.find(({ key }) => key === foreign.requestId))).toContain(NOTE)
  })

  test('in a case once the refusal is purged: not where it came from either', async () => {
    const { requestId } = await refusedAtShop(desk, owner)
    const outcome = await openCase(world.administrator, {
      ...{ who: 'A caller', saw: 'Refused', applicationId: shop.id },
      evidence: [explanationOf(requestId)],
    })
    if (!outcome.ok) throw new Error('refused')
    await world.database.owner.query('delete from refusal_request where request_id = $1', [
      readRequestId(requestId)?.id,
    ])
    const read = async (by: Context) => (await readCase(by, { caseId: outcome.value.id })).evidence
    expect(await read(ofShop)).toMatchObject([{ key: requestId, frozen: { seen: null, credential: null } }])
    expect(await read(world.administrator)).toMatchObject([{ frozen: { seen: { ip: '203.0.113.9' } } }])
  })

  test('in the case that a customer’s report opens where it was refused', async () => {
    const { requestId } = await refusedAtShop(desk, owner)
    await reportByCustomer(page, { requestId, text: 'Refused in the basket', language: 'en' })
    const opened = await world.entries({ correlationId: page.correlationId })
    const caseId = String(opened[0]?.targetId)
    const { evidence, application } = await readCase(ofShop, { caseId })
    expect(application?.name).toBe('Shop')
    expect(factsIn(evidence)).toEqual([])
  })

  test('in a link that somebody of the shop made', async () => {
    const made = await createShare(ofShop, { of: { by: 'request', requestId: foreign.requestId }, life: '1h' })
    if (!made.ok) throw new Error('refused')
    const shared = await openShare(page, { token: made.value.token })
    expect(factsIn(shared)).toEqual([])
    expect(shared?.frozen.verdict.checks.filter(({ gate }) => gate !== 'shape')).toEqual([])
  })
})

function explanationOf(requestId: string) {
  return { type: 'explanation', of: { by: 'request', requestId } } as const
}
