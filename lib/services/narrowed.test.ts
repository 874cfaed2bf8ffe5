import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { disableApplication } from './applications/disable'
import { listApplications } from './applications/list'
import type { Context } from './context'
import { readCredentialDetail } from './credentials/read'
import { resumeCredential } from './credentials/resume'
import { revokeCredentials } from './credentials/revoke'
import { suspendCredential } from './credentials/suspend'
import { find } from './find/find'
import { issueKey } from './keys/issue'
import { rotateKey } from './keys/rotate'
import { readCounts } from './overview/read-counts'
import { createPolicy } from './policies/create'
import { listPolicies } from './policies/list'
import { previewPolicyChange } from './policies/preview-change'
import { readPolicy } from './policies/read'
import { readAges } from './policies/read-ages'
import { disableSubject } from './subjects/disable'
import { enableSubject } from './subjects/enable'
import { endAllOfSubject } from './subjects/end-all'
import { readHoldings } from './subjects/read-holdings'
import { readPerson } from './subjects/read-person'
import { searchSubjects } from './subjects/search'
import { testWorld } from './testing'
import { explain } from './tokens/explain'

const world = await testWorld()
/** Two applications of one user base, and one of another: an operator of `desk` reaches neither `shop` nor `far`. */
const shop = await world.application({ slug: 'till', directory: 'customers' })
const desk = await world.application({ slug: 'desk', directory: 'customers' })
const far = await world.application({ slug: 'far', directory: 'elsewhere' })
const customer = await world.subject(shop, { name: 'Ina Novak', email: 'ina@example.com' })
const stranger = await world.subject(far, { name: 'Ivo Novak', email: 'ivo@example.com' })
const own = await world.session(desk, { subject: customer })
const neighbour = await world.session(shop, { subject: customer })
const foreign = await world.session(far, { subject: stranger })
const foreignKey = await world.key(far, { subject: stranger })
const policyOf = async (applicationId: string) => {
  const limits = { idleSeconds: 600, absoluteSeconds: null }
  const made = await createPolicy(world.administrator, { applicationId, kind: 'api_key', limits })
  if (!made.ok) throw new Error(made.message)
  return made.value.policyId
}
const [deskPolicy, farPolicy] = [await policyOf(desk.id), await policyOf(far.id)]
const CEILING = '00000000-0000-7000-8000-000000000011'

const operator = await world.operatorOf(desk)
const administrator = world.asOperator(await world.operator([{ role: 'administrator', applicationId: desk.id }]))

/** What an act said, whether it threw or answered. */
async function answerOf(run: Promise<unknown>): Promise<unknown> {
  return run.then(
    (value) => ({ value }),
    (error: Error & { code?: string }) => ({ code: error.code, message: error.message }),
  )
}

type Act = (by: Context, id: string) => Promise<unknown>

describe('what is out of reach cannot be told from what was never there', () => {
  const acts: [string, string, Act][] = [
    ['a credential opened', foreign.id, (by, id) => readCredentialDetail(by, { credentialId: id })],
    ['a credential suspended', foreign.id, (by, id) => suspendCredential(by, { credentialId: id })],
    ['a credential resumed', foreign.id, (by, id) => resumeCredential(by, { credentialId: id })],
    ['a key rotated', foreignKey.id, (by, id) => rotateKey(by, { credentialId: id })],
    ['a credential explained', foreign.id, (by, id) => explain(by, { by: 'credential', credentialId: id })],
    ['a person opened', stranger.id, (by, id) => readPerson(by, { subjectId: id })],
    ['what a person would leave behind', stranger.id, (by, id) => readHoldings(by, { subjectId: id })],
    ['a person disabled', stranger.id, (by, id) => disableSubject(by, { subjectId: id })],
    ['a person enabled', stranger.id, (by, id) => enableSubject(by, { subjectId: id })],
    ['everything of a person ended', stranger.id, (by, id) => endAllOfSubject(by, { subjectId: id })],
    ['a policy opened', farPolicy, (by, id) => readPolicy(by, { policyId: id })],
    ['the ages under a policy', farPolicy, (by, id) => readAges(by, { policyId: id, of: 'idle', untilSeconds: 600 })],
    [
      'the effect of a policy',
      farPolicy,
      (by, id) => previewPolicyChange(by, { policyId: id, limits: { idleSeconds: 60, absoluteSeconds: null } }),
    ],
    ['everything ended in an application', far.id, (by, id) => endAllIn(by, id)],
    ['a text found by id', foreign.id, (by, id) => find(by, { text: id })],
    ['a person found by id', stranger.id, (by, id) => find(by, { text: id })],
  ]

  test.for(acts)('%s', async ([, id, act]) => {
    expect(await answerOf(act(operator, id))).toEqual(await answerOf(act(operator, randomUUID())))
    expect(await world.ending(foreign.id)).toBeNull()
  })

  const administered: [string, Act][] = [
    ['an application disabled', (by, id) => disableApplication(by, { applicationId: id })],
    ['a key issued', (by, id) => issueKey(by, { ...KEY, applicationId: id, subject: { externalId: 'a' } })],
    ['a service key issued', (by, id) => issueKey(by, { ...KEY, representsApplicationId: id })],
    [
      'a policy created',
      (by, id) =>
        createPolicy(by, { applicationId: id, kind: 'one_time', limits: { idleSeconds: 60, absoluteSeconds: null } }),
    ],
  ]

  test.for(administered)('%s, by an administrator of one application', async ([, act]) => {
    expect(await answerOf(act(administrator, far.id))).toEqual(await answerOf(act(administrator, randomUUID())))
    expect(await answerOf(act(administrator, far.id))).toMatchObject({ code: 'not_found' })
  })

  test('among many to end: the others end, it does not', async () => {
    const mine = await world.session(desk)
    const unknown = randomUUID()
    const outcome = await revokeCredentials(operator, { credentialIds: [foreign.id, mine.id, unknown] })
    expect(outcome).toMatchObject({
      value: {
        ended: 1,
        items: [
          { credentialId: foreign.id, outcome: 'not_found' },
          { credentialId: mine.id, outcome: 'done' },
          { credentialId: unknown, outcome: 'not_found' },
        ],
      },
    })
    expect(await world.ending(foreign.id)).toBeNull()
  })
})

const KEY = { name: 'Deploy', scopes: [] }

function endAllIn(by: Context, applicationId: string) {
  return endAllOfSubject(by, { subjectId: customer.id, applicationId })
}

describe('within reach', () => {
  test('a person of the user base is shown with the credentials of reached applications alone', async () => {
    const person = await readPerson(operator, { subjectId: customer.id })
    expect(person.credentials.map(({ id }) => id)).toEqual([own.id])
    const all = await readPerson(world.administrator, { subjectId: customer.id })
    expect(all.credentials.map(({ id }) => id).toSorted()).toEqual([own.id, neighbour.id].toSorted())
  })

  test('finding leads to people of the user base, and counts what they hold here', async () => {
    expect(await find(operator, { text: 'novak' })).toMatchObject([{ id: customer.id, live: 1 }])
    expect(await find(world.administrator, { text: 'novak' })).toHaveLength(2)
  })

  test('an explanation tells nothing of what its owner holds elsewhere', async () => {
    const outcome = await explain(operator, { by: 'credential', credentialId: own.id })
    expect(outcome).toMatchObject({ ok: true, value: { others: [] } })
  })

  test('counts, applications and policies are those reached, and the rules that bind everybody', async () => {
    expect((await readCounts(operator, {})).keys.count).toBe(0)
    expect((await readCounts(world.administrator, {})).keys.count).toBeGreaterThan(0)
    expect((await listApplications(operator, {})).map(({ id }) => id)).toEqual([desk.id])
    const rules = await listPolicies(operator, {})
    expect(rules.filter((rule) => rule.application !== null).map(({ id }) => id)).toEqual([deskPolicy])
    expect(rules.find(({ id }) => id === CEILING)).toBeDefined()
    await expect(readPolicy(operator, { policyId: CEILING })).resolves.toMatchObject({ application: null })
  })

  test('whom a key may be issued to is asked only of reached applications', async () => {
    const ask = (applicationId: string) => searchSubjects(operator, { applicationId, text: 'i' })
    expect(await ask(desk.id)).toMatchObject([{ id: customer.id }])
    expect(await ask(shop.id)).toEqual([])
  })
})

describe('what concerns all of a person takes the permission in every application of the user base', () => {
  test('else it is refused with the reason, and nothing is done', async () => {
    for (const act of [disableSubject, enableSubject, endAllOfSubject]) {
      const outcome = await act(operator, { subjectId: customer.id })
      expect(outcome).toMatchObject({
        ok: false,
        code: 'beyond_reach',
        message: expect.stringMatching(/other applications/),
      })
    }
    expect((await readPerson(world.administrator, { subjectId: customer.id })).disabled).toBeNull()
  })

  test('narrowed to an application that is reached it is done', async () => {
    await expect(endAllIn(operator, desk.id)).resolves.toMatchObject({ ok: true, value: { affected: 1 } })
  })

  test('roles in all of them suffice', async () => {
    const both = [shop, desk].map(({ id }) => ({ role: 'operator' as const, applicationId: id }))
    const by = world.asOperator(await world.operator(both))
    await expect(disableSubject(by, { subjectId: customer.id })).resolves.toMatchObject({ ok: true })
    await expect(enableSubject(by, { subjectId: customer.id })).resolves.toMatchObject({ ok: true })
  })

  test('a role that only reads does not count among them', async () => {
    const mixed = [
      { role: 'operator', applicationId: desk.id },
      { role: 'support', applicationId: shop.id },
    ] as const
    const by = world.asOperator(await world.operator(mixed))
    expect((await readPerson(by, { subjectId: customer.id })).credentials).toHaveLength(2)
    await expect(disableSubject(by, { subjectId: customer.id })).resolves.toMatchObject({ code: 'beyond_reach' })
  })
})
