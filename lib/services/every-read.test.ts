import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { issueServiceKey, startTestApi } from '@/lib/api/testing'
import { withOtherSecret } from '@/lib/api/testing-refusals'
import { DAY } from '@/lib/core/instant'
import { grantOf, ROLES } from '@/lib/core/permissions'
import { listAudit } from './audit/list'
import { joinEvidence } from './cases/join-evidence'
import { listCases } from './cases/list'
import { openCase } from './cases/open'
import { reportByCustomer } from './cases/report'
import { writeNote } from './cases/write-note'
import { listCredentials } from './credentials/list'
import { revokeCredentials } from './credentials/revoke'
import { refineForged } from './refusals/refine-forged'
import { context, testWorld } from './testing'
import { readVerbs } from './testing-verbs'

/** Every read, and the commands that only look. */
const reads = await readVerbs(
  ['query', 'auditedQuery'],
  ['tokens/explain.ts', 'tokens/explain-moment.ts', 'tokens/explain-source.ts'],
)

/** Credentials of Desk, each presented at Desk and at Shop: an operator of Shop alone finds nothing of Desk, whatever they read. */
const world = await testWorld()
const { shop } = world
const desk = await world.application({ slug: 'desk', name: 'Desk' })
const api = await startTestApi(world)
const NOTE = 'Found in a public repository'
/** What only Desk may know, with whose it is and what they are called; an operator of Desk's last. */
const [MAIL, EXTERNAL, KEY, AWAY, DELLA] = [
  'nadia@desk.example',
  'desk-4711',
  'Payroll run',
  '198.51.100.77',
  'Della Desk',
]
/** References of what was refused at Desk itself; empty where it was not. */
const atTheirs: string[] = []
const presented: { requestId: string; credentialId: string }[] = []
const cases: string[] = []
const nadia = await world.subject(desk, { name: 'Nadia Desk', email: MAIL, externalId: EXTERNAL })
let ids: string[] = []
let now = 0

beforeAll(async () => {
  await world.operator([{ role: 'operator', applicationId: desk.id }], DELLA)
  const atDesk = await issueServiceKey(world, desk)
  const atShop = await issueServiceKey(world, shop)
  for (const { token, id } of await credentialsOfNadia(atDesk)) {
    atTheirs.push(await verify(token, atDesk, AWAY))
    presented.push({ requestId: await verify(token, atShop, '203.0.113.9'), credentialId: id })
    for (const path of ['/oauth/introspect', '/oauth/revoke'])
      await api.call('POST', path, { key: atShop, body: new URLSearchParams({ token }) })
  }
  atTheirs.push(await verify('asy_nobody', atDesk, AWAY))
  await world.services.api.telemetry.flush()
  await refineForged(world.services.worker)
  now = await world.now()
  ids = [desk.id, nadia.id, ...presented.map(({ credentialId }) => credentialId), ...atTheirs.filter((id) => id)]
  await everyKindOfCase()
})

/** The reference, where it is refused. */
async function verify(token: string, key: string, ip: string): Promise<string> {
  const { json } = await api.call('POST', '/v1/verify', { key, body: { token, context: { ip } } })
  return json.active ? '' : json.request_id
}

/** Live, ended, suspended, over, rotated away, guessed, and of somebody disabled. */
async function credentialsOfNadia(key: string) {
  const subject = nadia
  const of = { subject, ip: AWAY }
  const live = await world.session(desk, of)
  const liveKey = await world.key(desk, { ...of, name: KEY })
  const rotated = await world.key(desk, { ...of, name: KEY })
  await api.call('POST', `/v1/keys/${rotated.id}/rotate`, { key, body: { overlap_seconds: 0 } })
  const revoked = await world.session(desk, of)
  await revokeCredentials(world.administrator, { credentialIds: [revoked.id], cause: 'key_compromise', note: NOTE })
  const suspended = await world.session(desk, of)
  await world.suspend(suspended.id)
  const over = await world.session(desk, { ...of, at: (await world.now()) - 31 * DAY })
  const guessed = { ...live, token: withOtherSecret(live.token) }
  const gone = await world.session(desk, { ip: AWAY, subject: await world.subject(desk, { name: 'Nadia Gone' }) })
  await world.disable('subject', gone.subject.id)
  return [live, liveKey, rotated, revoked, suspended, over, guessed, gone]
}

/** At Shop: by the customer, by somebody wide with what was refused and with the credential itself, and as cases were once stored. */
async function everyKindOfCase() {
  const of = { who: 'A caller', saw: 'Refused', applicationId: shop.id }
  for (const [index, { requestId, credentialId }] of presented.entries()) {
    const by = context(world.services.console, { type: 'system', name: 'Page for customers' })
    const report = { ...by, requestIp: `192.0.${index}.1` }
    await reportByCustomer(report, { requestId, text: 'Refused in the basket', language: 'en' })
    cases.push(String((await world.entries({ correlationId: by.correlationId }))[0]?.targetId))
    const evidence = [
      { type: 'explanation', of: { by: 'request', requestId } } as const,
      { type: 'credential', credentialId } as const,
    ]
    cases.push(idOf(await openCase(world.administrator, { ...of, who: null, subjectId: nadia.id, evidence })))
    cases.push(idOf(await openCase(world.administrator, { ...of, evidence })))
  }
  const stored = idOf(await openCase(await world.operatorOf(shop), of))
  await joinEverything(stored)
  await world.database.owner.query('update support_case set subject_id = $2 where id = $1', [stored, nadia.id])
  await writeNote(world.administrator, { caseId: stored, text: 'Called back' })
  cases.push(stored)
}

/** Whoever reaches both may put what happened at Desk into a case of Shop. */
async function joinEverything(caseId: string) {
  const requests = [...presented.map(({ requestId }) => requestId), ...atTheirs.filter((id) => id)]
  const evidence = [
    ...requests.map((requestId) => ({ type: 'explanation', of: { by: 'request', requestId } }) as const),
    ...presented.map(({ credentialId }) => ({ type: 'credential', credentialId }) as const),
  ]
  for (const each of evidence) await joinEvidence(world.administrator, { caseId, evidence: each })
}

function idOf(outcome: Awaited<ReturnType<typeof openCase>>): string {
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value.id
}

type Asked = { readonly [verb: string]: () => readonly object[] | Promise<readonly object[]> }

const nothing = () => [{}]
const eachCredential = () => presented.map(({ credentialId }) => ({ credentialId }))
const words = () => ['Nadia', 'desk-', MAIL, EXTERNAL, KEY]
const listed = () => [{}, ...words().map((text) => ({ text }))]

/** Every read that anybody with a role at one application may ask, with all that could lead to something of Desk. */
const ASKED: Asked = {
  'acts/list-items.ts listActItems': () => [{ actId: randomUUID() }],
  'acts/read.ts listActs': nothing,
  'acts/read.ts readAct': () => [{ actId: randomUUID() }],
  'applications/browse.ts browseApplications': nothing,
  'applications/list.ts listApplications': nothing,
  'applications/read.ts readApplicationDetail': () => [{ applicationId: shop.id }, { applicationId: desk.id }],
  'audit/list-actors.ts listActors': nothing,
  'audit/list.ts listAudit': () => [
    ...[{}, { limit: 200 }, { subjectId: nadia.id }, ...words().map((person) => ({ person }))],
    ...[...cases, ...ids].map((targetId) => ({ targetId })),
  ],
  'audit/read-act.ts readAct': async () => {
    const { items } = await listAudit(world.administrator, { subjectId: nadia.id, limit: 200 })
    return [...items, ...(await listAudit(world.administrator, { limit: 200 })).items].map(({ id }) => ({
      entryId: id,
    }))
  },
  'cases/assignees.ts listAssignees': () => [shop.id, desk.id, null].map((applicationId) => ({ applicationId })),
  'cases/count-root-causes.ts countRootCauses': nothing,
  'cases/list.ts listCases': () => [...listed(), { limit: 200 }, { subjectId: nadia.id }],
  'cases/read.ts readCase': () => cases.map((caseId) => ({ caseId })),
  'credentials/list.ts listCredentials': () =>
    (['session', 'api_key'] as const).flatMap((kind) => [{ kind }, ...words().map((person) => ({ kind, person }))]),
  'credentials/read-own.ts readOwnCredential': eachCredential,
  'credentials/read-usage.ts readUsage': eachCredential,
  'credentials/read.ts readCredentialDetail': eachCredential,
  'find/find.ts find': () => [...words(), ...ids, ...presented.map((each) => each.requestId)].map((text) => ({ text })),
  'keys/read-overlap.ts readOverlap': eachCredential,
  'overview/read-counts.ts readCounts': nothing,
  'overview/read.ts readOverview': nothing,
  'policies/list.ts listPolicies': nothing,
  'policies/preview-change.ts previewPolicyChange': () => [{ policyId: randomUUID(), limits: {} }],
  'policies/read-ages.ts readAges': () => [{ policyId: randomUUID(), of: 'idle', untilSeconds: 600 }],
  'policies/read.ts readPolicy': () => [{ policyId: randomUUID() }],
  'refusals/list.ts listRefusals': () => [{}, { limit: 200 }, { subjectId: nadia.id }, ...eachCredential()],
  'shares/list.ts listShares': () => presented.map(({ requestId }) => ({ of: { by: 'request', requestId } })),
  'subjects/list-credentials.ts listCredentialsOfSubject': () => [{ externalId: EXTERNAL }],
  'subjects/list.ts listSubjects': listed,
  'subjects/read-holdings.ts readHoldings': () => [{ subjectId: nadia.id }],
  'subjects/read-person.ts readPerson': () => [{ subjectId: nadia.id }],
  'subjects/search.ts searchSubjects': () =>
    [shop.id, desk.id].flatMap((applicationId) => words().map((text) => ({ applicationId, text }))),
  'tokens/explain.ts explain': () => [
    ...presented.map(({ requestId }) => ({ by: 'request', requestId })),
    ...presented.map(({ credentialId }) => ({ by: 'credential', credentialId })),
  ],
  'tokens/explain-moment.ts explainMoment': () => [{ subjectId: nadia.id, at: now }],
  'tokens/explain-source.ts explainSource': () => [{ address: '203.0.0.0/16', at: now }],
  'views/list.ts listViews': nothing,
}

test('every read of the services is asked, but of what is one’s own and of the installation', () => {
  const narrow = reads.filter(([path, { permission }]) => {
    const { roles, wide } = grantOf(permission)
    return roles.length > 0 && !wide && !path.startsWith('operators/')
  })
  expect(narrow.map(([name]) => name).filter((name) => ASKED[name] === undefined)).toEqual([])
  expect(narrow.length).toBeGreaterThan(30)
})

test.for(Object.keys(ASKED))('%s', async (name) => {
  const verb = reads.find(([path]) => path === name)?.[1]
  const inputs = await ASKED[name]?.()
  if (verb === undefined || inputs === undefined) throw new Error(`There is no ${name}`)
  for (const role of ROLES.filter((each) => each !== 'owner')) {
    const by = world.asOperator(await world.operator([{ role, applicationId: shop.id }], 'Sol Shop'))
    const mayKnow = role === 'administrator' ? [] : [DELLA]
    for (const input of inputs) {
      const answer = JSON.stringify(await verb(by, input).catch(({ code, message }) => ({ code, message })))
      // What was asked may be said again.
      const secret = [...ids, 'Nadia', MAIL, EXTERNAL, KEY, AWAY, NOTE, ...mayKnow]
      const told = secret.filter((needle) => answer.includes(needle) && !JSON.stringify(input).includes(needle))
      expect(told, `${role} ${JSON.stringify(input)}`).toEqual([])
    }
  }
})

test('while somebody of Desk, and whoever reaches both, read of it', async () => {
  const atDesk = JSON.stringify(await listCredentials(await world.operatorOf(desk), { kind: 'session', limit: 200 }))
  for (const needle of [nadia.id, MAIL, EXTERNAL]) expect(atDesk).toContain(needle)
  const everywhere = JSON.stringify(await listCases(world.administrator, { limit: 200 }))
  for (const needle of ['Nadia', MAIL, EXTERNAL]) expect(everywhere).toContain(needle)
  expect((await listCases(world.administrator, { text: 'nadia' })).items).not.toEqual([])
  expect((await listCases(world.administrator, { subjectId: nadia.id })).items).not.toEqual([])
})
