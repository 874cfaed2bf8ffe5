import { beforeAll, describe, expect, test } from 'vitest'
import { startTestApi } from '@/lib/api/testing'
import { listAudit } from './audit/list'
import { openCase } from './cases/open'
import { readCase } from './cases/read'
import type { Context } from './context'
import { listCredentials } from './credentials/list'
import { readCredentialDetail } from './credentials/read'
import { suspendCredential } from './credentials/suspend'
import { changeKey } from './keys/change'
import { listRefusals } from './refusals/list'
import { testWorld } from './testing'
import { explain } from './tokens/explain'
import { explainMoment } from './tokens/explain-moment'

/** A key that is accepted from two networks, presented from elsewhere, with mail and addresses in all that is written of it. */
const world = await testWorld()
const { shop } = world
const NETWORKS = ['198.51.100.0/24', '2001:db8:cc::/48']
const [MAIL, ELSEWHERE, WRITTEN] = ['ina.novak@example.com', '203.0.113.77', '203.0.113.250']
const ina = await world.subject(shop, { name: 'Ina Novak', email: MAIL })
const key = await world.key(shop, {
  ...{ subject: ina, name: `Of ${MAIL}`, contact: MAIL, purpose: `Asked from ${WRITTEN}` },
  allowedAddresses: NETWORKS.slice(0, 1),
})
const auditor = world.asOperator(await world.operator('auditor'))
let requestId = ''
let caseId = ''

beforeAll(async () => {
  await changeKey(world.administrator, { credentialId: key.id, allowedAddresses: NETWORKS })
  const api = await startTestApi(world)
  const { json } = await api.call('POST', '/v1/verify', { body: { token: key.token, context: { ip: ELSEWHERE } } })
  requestId = json.request_id
  await world.services.api.telemetry.flush()
  const evidence = [{ type: 'explanation', of: { by: 'request', requestId } } as const]
  const opened = await openCase(world.administrator, {
    subjectId: ina.id,
    applicationId: shop.id,
    saw: '401',
    evidence,
  })
  await suspendCredential(world.administrator, { credentialId: key.id, note: `Called from ${WRITTEN}` })
  caseId = opened.ok ? opened.value.id : ''
})

const READS: [string, Context, (by: Context) => Promise<unknown>][] = [
  ['the list of keys', world.support, (by) => listCredentials(by, { kind: 'api_key' })],
  ['the page of a key', world.support, (by) => readCredentialDetail(by, { credentialId: key.id })],
  ['the page of a key, for auditors', auditor, (by) => readCredentialDetail(by, { credentialId: key.id })],
  ['an explanation of a refusal', world.support, (by) => explain(by, { by: 'request', requestId })],
  ['an explanation of a key', world.support, (by) => explain(by, { by: 'credential', credentialId: key.id })],
  ['an explanation in a case', world.support, (by) => readCase(by, { caseId })],
  ['what happened around a moment', world.support, aroundRefusal],
  ['the audit', auditor, (by) => listAudit(by, { actions: ['key.changed'] })],
]

async function aroundRefusal(by: Context) {
  const [refused] = (await listRefusals(by, {})).items
  return explainMoment(by, { subjectId: ina.id, at: refused?.lastAt ?? 0 })
}

describe('the networks a key is accepted from are a rule of the key, and nobody’s address', () => {
  test.for(READS)('in %s they are shown to whom addresses are masked', async ([, by, read]) => {
    const told = JSON.stringify(await read(by))
    for (const network of NETWORKS) expect(told).toContain(network)
    expect(told).not.toMatch(/198\.51\.•|2001:db8:•/)
  })

  test.for(READS)('in %s mail and addresses that are somebody’s stay masked', async ([, by, read]) => {
    const told = JSON.stringify(await read(by))
    for (const personal of [MAIL, ELSEWHERE, WRITTEN]) expect(told).not.toContain(personal)
  })

  test('the address that was refused stands beside them, masked', async () => {
    const outcome = await explain(world.support, { by: 'request', requestId })
    const { checks = [], reason } = outcome.ok ? outcome.value.verdict : {}
    expect(reason).toBe('address_not_allowed')
    expect(checks.find((check) => check.reason === reason)?.evidence).toMatchObject({
      ...{ address: '203.0.•.•', allowed: NETWORKS },
    })
  })
})
