import { beforeAll, describe, expect, test } from 'vitest'
import { issueServiceKey, startTestApi, type TestApi } from '@/lib/api/testing'
import { refusedCases, withOtherSecret } from '@/lib/api/testing-refusals'
import { HOUR, MINUTE, SECOND } from '@/lib/core/instant'
import { resumeCredential } from '../credentials/resume'
import { revokeCredentials } from '../credentials/revoke'
import { suspendCredential } from '../credentials/suspend'
import { refineForged } from '../refusals/refine-forged'
import { testWorld } from '../testing'
import { explain } from './explain'

const world = await testWorld()
const clock = await world.database.movableClock()
let api: TestApi

beforeAll(async () => {
  api = await startTestApi(world)
})

async function present(token: string, call: { context?: object; key?: string } = {}): Promise<string> {
  const { context = {}, key } = call
  const { json } = await api.call('POST', '/v1/verify', { body: { token, context }, ...(key && { key }) })
  expect(json.active).toBe(false)
  return json.request_id
}

async function explained(requestId: string) {
  await world.services.api.telemetry.flush()
  const outcome = await explain(world.administrator, { by: 'request', requestId })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

async function atInstant(credentialId: string, at: number) {
  const outcome = await explain(world.administrator, { by: 'credential', credentialId, at })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value.verdict
}

describe('by the reference a person read', () => {
  test('every reason is told as it was decided, and so is each repetition', async () => {
    for (const { title, reason, cause, make } of refusedCases(world, api)) {
      const { token, ...call } = await make()
      const [first, second] = [await present(token, call), await present(token, call)]
      const [told, again] = [await explained(first), await explained(second)]
      expect(told.verdict, title).toMatchObject({ active: false, reason, cause: cause ?? null })
      const { judgedAt, checks, ...same } = told.verdict
      expect(again.verdict, title).toMatchObject(same)
      expect(again.verdict.checks.map(outcome), title).toEqual(checks.map(outcome))
      expect([told.recorded, again.recorded], title).toMatchObject([{ judgedAt }, { id: told.recorded?.id }])
      expect(again.verdict.judgedAt, title).toBeGreaterThanOrEqual(judgedAt)
    }
  })

  const outcome = ({ reason, outcome: came }: { reason: string; outcome: string }) => [reason, came]

  test('what was reported with it is told: the end user, the caller, its clock', async () => {
    const { id, token, subject } = await world.session(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    const sent = (await world.now()) - SECOND
    const context = { ip: '203.0.113.9', country: 'AT', sent_at: new Date(sent).toISOString() }
    const requestId = await present(token, { context })
    const { recorded, credential } = await explained(requestId)
    expect(recorded).toMatchObject({
      ...{ requestId, ip: '203.0.113.9', country: 'AT', sentAt: sent, callerIp: '127.0.0.1' },
      ...{ applicationName: 'Shop', subjectId: subject.id },
    })
    expect(credential?.id).toBe(id)
  })

  test('the verdict of then stands though the credential has changed since', async () => {
    const { id, token } = await world.session(world.shop)
    await suspendCredential(world.administrator, { credentialId: id })
    const [first, second] = [await present(token), await present(token)]
    await resumeCredential(world.administrator, { credentialId: id })
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    for (const requestId of [first, second]) {
      const { verdict, credential } = await explained(requestId)
      expect([verdict.reason, credential?.state]).toEqual(['suspended', 'ended'])
    }
  })

  test('judging the credential at the recorded instant gives the recorded verdict', async () => {
    const kiosk = await world.application()
    const now = await world.now()
    await world.policy(kiosk.id, { idleSeconds: 600, absoluteSeconds: 7_200, from: now - 3 * HOUR })
    const key = await issueServiceKey(world, kiosk)
    for (const at of [now - 3 * HOUR, now - 30 * MINUTE]) {
      const { id, token } = await world.session(kiosk, { at })
      const { verdict } = await explained(await present(token, { key }))
      await revokeCredentials(world.administrator, { credentialIds: [id] })
      const { checks: _recorded, ...recorded } = verdict
      expect(await atInstant(id, verdict.judgedAt)).toMatchObject(recorded)
    }
  })

  test('a repetition is judged at its own instant: what came to hold in between is told with it', async () => {
    const now = await world.now()
    const { id, token } = await world.key(world.shop, { at: now - HOUR, expiresAt: now - MINUTE })
    const first = await present(token)
    await clock.advance(5 * SECOND)
    await suspendCredential(world.administrator, { credentialId: id }).catch(() => undefined)
    await world.disable('subject', (await explained(first)).credential?.subject.id ?? '')
    const second = await present(token)
    await clock.reset()
    expect((await explained(first)).verdict).toMatchObject({ reason: 'expired', also: [] })
    expect((await explained(second)).verdict).toMatchObject({
      reason: 'expired',
      also: [{ reason: 'subject_disabled' }],
    })
  })

  test('a guess that imitates a credential is never told as that credential is, first or repeated', async () => {
    const { id, token } = await world.session(world.shop)
    const guess = withOtherSecret((await world.session(world.shop)).token)
    const context = { ip: '203.0.113.77' }
    const requests = [await present(guess, { context })]
    for (let made = 0; made < 3; made += 1) {
      await clock.advance(SECOND)
      requests.push(await present(withOtherSecret(token), { context }))
    }
    await clock.reset()
    await world.services.api.telemetry.flush()
    expect(await refineForged(world.services.worker)).toBeGreaterThanOrEqual(4)
    for (const requestId of requests) {
      const { verdict, recorded } = await explained(requestId)
      expect(verdict).toMatchObject({ active: false, reason: 'tampered', also: [], endsAt: null })
      expect(verdict.checks.filter((check) => check.outcome === 'failed')).toMatchObject([{ reason: 'tampered' }])
      expect(verdict.judgedAt).toBe(recorded?.judgedAt)
    }
    expect((await explained(requests.at(-1) ?? '')).credential?.id).toBe(id)
  })
})
