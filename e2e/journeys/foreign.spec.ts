import { routes as links } from '@/lib/routes'
import { newAccount, newWindow, typePassword } from '../world/account'
import { callAction, get } from '../world/asking'
import { dataPlane, signedIn } from '../world/customers'
import { expect, test } from '../world/fixtures'
import { type BuiltAction, builtActions, builtPaths, SOME_ID } from '../world/manifest'
import { noteTokens } from '../world/tokens'

// What an operator of Warehouse is told of Storefront, whose ids they have from somewhere: the same as of what never was.
test.setTimeout(120_000)

const { pages, routes } = builtPaths()

interface Foreign {
  /** What every trace of it would carry. */
  readonly name: string
  readonly ids: Readonly<Record<string, string>>
  readonly reference: string
}

/** Which of the ids stands where, by the noun before it. */
const ID_OF: Readonly<Record<string, string>> = {
  sessions: 'session',
  credentials: 'session',
  keys: 'key',
  people: 'subject',
  applications: 'application',
  policies: 'policy',
  cases: 'case',
  acts: 'act',
}

/** How a page ends that has nothing to show, also where its head is sent by then. */
const NOTHING_THERE = 'NEXT_HTTP_ERROR_FALLBACK;404'

/** What an address is asked with, where it answers nothing else. */
const QUERY: Readonly<Record<string, string>> = { ages: '?of=idle&until=600', preview: '?idle=600&absolute=none' }

let made: Promise<Foreign> | undefined

test.beforeEach(async ({ world, owner, cookieOf }) => {
  made ??= makeForeign()

  async function makeForeign(): Promise<Foreign> {
    const assay = dataPlane(world)
    const person = await signedIn(assay, 2)
    const [ended = '', session = ''] = person.ids
    await assay.revoke(ended)
    const { requestId } = await assay.verify({ token: person.tokens[0] ?? '' })
    const subject = { externalId: person.externalId, name: person.name }
    const key = await assay.issueKey({ subject, name: `Key of ${person.name}` })
    noteTokens(key.token)
    const one = async (sql: string, value: string) =>
      (await owner.query<{ id: string }>(sql, [value])).rows[0]?.id ?? 'none'
    const subjectId = await one('select id from subject where external_id = $1', person.externalId)
    const application = await one('select id from application where slug = $1', 'storefront')
    // A rule of an application that is theirs neither.
    const policy = await one(
      'select p.id from policy p join application a on a.id = p.application_id where a.slug = $1',
      'assay',
    )
    const cookie = await cookieOf('administrator')
    await callAction(world.consoleUrl, actionNamed('_acts/actions.ts preview'), {
      cookie,
      input: { verb: 'suspend', scope: { type: 'subject', subjectId } },
    })
    await callAction(world.consoleUrl, actionNamed('cases/actions.ts open'), {
      cookie,
      input: { subjectId, saw: `Told by ${person.name}`, applicationId: application },
    })
    const act = await one('select id from bulk_act where subject_id = $1', subjectId)
    const supportCase = await one('select id from support_case where subject_id = $1', subjectId)
    const ids = { session, key: key.credential.id, subject: subjectId, application, policy, act, case: supportCase }
    return { name: person.name, ids, reference: requestId }
  }
})

function actionNamed(name: string) {
  const action = builtActions().find((each) => each.name.endsWith(name))
  if (action === undefined) throw new Error(`No action is called ${name}`)
  return action
}

/** The same address with the id of something of Storefront; null where it is about nothing that has one here. */
function foreignAddress(path: string, { ids }: Foreign): string | null {
  const noun = path.split('/').at(path.split('/').indexOf(SOME_ID) - 1) ?? ''
  const id = ids[ID_OF[noun] ?? '']
  return id === undefined ? null : asked(path).replace(SOME_ID, id)
}

function asked(path: string): string {
  return path + (QUERY[path.split('/').at(-1) ?? ''] ?? '')
}

test('everything there is to ask for is there', async () => {
  const { ids } = (await made) ?? { ids: {} }
  expect(Object.values(ids)).not.toContain('none')
  expect(Object.keys(ids).length).toBe(7)
})

for (const path of routes.filter((each) => each.includes(SOME_ID))) {
  test(`route ${path} says of a foreign id what it says of none`, async ({ world, cookieOf }) => {
    const foreign = (await made) as Foreign
    const address = foreignAddress(path, foreign)
    test.skip(address === null, 'about what has no application: refused by role')
    const theirs = await get(world.consoleUrl + address, await cookieOf('elsewhere'))
    const nobodys = await get(world.consoleUrl + asked(path), await cookieOf('elsewhere'))
    expect(theirs.status).toBe(nobodys.status)
    expect(withoutReference(theirs.text)).toBe(withoutReference(nobodys.text))
    const known = await get(world.consoleUrl + address, await cookieOf('administrator'))
    expect(withoutReference(known.text)).not.toBe(withoutReference(nobodys.text))
  })
}

for (const path of pages.filter((each) => each.includes(SOME_ID))) {
  test(`page ${path} shows nothing of a foreign id`, async ({ world, cookieOf }) => {
    const foreign = (await made) as Foreign
    const address = foreignAddress(path, foreign)
    test.skip(address === null, 'about what has no application: refused by role')
    const theirs = await get(world.consoleUrl + address, await cookieOf('elsewhere'))
    const nobodys = await get(world.consoleUrl + path, await cookieOf('elsewhere'))
    expect(theirs.status).toBe(nobodys.status)
    expect(theirs.text).not.toContain(foreign.name)
    expect(theirs.text).toContain(NOTHING_THERE)
    const known = await get(world.consoleUrl + address, await cookieOf('administrator'))
    expect(known.text).not.toContain(NOTHING_THERE)
  })
}

for (const path of routes.filter((each) => !each.includes(SOME_ID))) {
  test(`route ${path} lists nothing foreign`, async ({ world, cookieOf }) => {
    const { name, ids } = (await made) as Foreign
    const { text } = await get(world.consoleUrl + path, await cookieOf('elsewhere'))
    for (const trace of [name, ids.session, ids.key, ids.subject, ids.case, ids.act]) expect(text).not.toContain(trace)
  })
}

test('no act on a foreign id does anything, and each answers as it does for an id that never was', async ({
  world,
  cookieOf,
  auditLength,
}) => {
  const { ids, reference } = (await made) as Foreign
  const cookie = await cookieOf('elsewhere')
  const why = { cause: 'key_compromise', note: 'Trying' }
  const trying = { note: 'Trying' }
  const acts: Act[] = [
    ['_acts/actions.ts preview', 'subject', (subjectId) => inScope({ type: 'subject', subjectId })],
    ['_acts/actions.ts preview', 'application', (applicationId) => inScope({ type: 'application', applicationId })],
    ['_acts/actions.ts preview', 'act', (actId) => inScope({ type: 'act', actId })],
    ['_acts/actions.ts run', 'act', (actId) => ({ ...why, actId })],
    ['_acts/actions.ts stop', 'act', (actId) => ({ actId })],
    ['_credential/actions.ts resume', 'session', (credentialId) => ({ credentialId })],
    ['_person/actions.ts reveal', 'subject', (subjectId) => ({ subjectId, reason: 'Trying' })],
    ['[subjectId]/actions.ts disable', 'subject', (subjectId) => ({ subjectId, ...trying })],
    ['[subjectId]/actions.ts enable', 'subject', (subjectId) => ({ subjectId, ...trying })],
    ['keys/actions.ts rotate', 'key', (credentialId) => ({ credentialId })],
    ['keys/actions.ts endOverlap', 'key', (credentialId) => ({ credentialId, ...trying })],
    ['keys/actions.ts extendOverlap', 'key', (credentialId) => ({ credentialId, until: Date.now() })],
    ['cases/actions.ts open', 'subject', (subjectId) => ({ subjectId, saw: 'Trying' })],
    ['cases/actions.ts open', 'application', (applicationId) => ({ applicationId, who: 'Ina', saw: 'Trying' })],
    ['cases/actions.ts note', 'case', (caseId) => ({ caseId, text: 'Trying' })],
    [
      'cases/actions.ts join',
      'case',
      (caseId) => ({ caseId, evidence: { type: 'credential', credentialId: SOME_ID } }),
    ],
    ['cases/actions.ts assign', 'case', (caseId) => ({ caseId, assigneeId: null })],
    ['cases/actions.ts resolve', 'case', (caseId) => ({ caseId, rootCause: 'attack', ...TOLD })],
    ['cases/actions.ts reopen', 'case', (caseId) => ({ caseId, ...trying })],
    [
      'explain/actions.ts share',
      'session',
      (credentialId) => shared({ by: 'credential', credentialId, at: Date.now() }),
    ],
  ]
  const before = await auditLength()
  await expectNowhere(acts, ids, (action, input) => callAction(world.consoleUrl, action, { cookie, input }))
  const byReference = { cookie, input: shared({ by: 'request', requestId: reference }) }
  const answer = await callAction(world.consoleUrl, actionNamed('explain/actions.ts share'), byReference)
  expect(answer.text).toContain('"code":"not_found"')
  expect(await auditLength()).toBe(before)
})

test('nor does an administrator of another application change a rule or an application that is not theirs, nor see one', async ({
  browser,
  world,
  complaints,
  owner,
  auditLength,
}) => {
  const { name, ids } = (await made) as Foreign
  complaints.expected.push(/status of 404/)
  const { rows } = await owner.query<{ id: string }>(`select id from application where slug = 'warehouse'`)
  const bindings = [{ role: 'administrator' as const, applicationId: rows[0]?.id ?? null }]
  const page = await newWindow(browser, { world, complaints })
  await typePassword(page, await newAccount(world, 'Ada Lund', bindings))
  await expect(page.getByLabel('What do you want to know about?')).toBeVisible()
  const cookie = (await page.context().cookies()).map((each) => `${each.name}=${each.value}`).join('; ')
  const limits = { idleSeconds: 900, absoluteSeconds: null }
  const acts: Act[] = [
    ['policies/actions.ts change', 'policy', (policyId) => ({ policyId, expectedVersion: 1, limits, note: 'Trying' })],
    [
      'policies/actions.ts create',
      'application',
      (applicationId) => ({ applicationId, kind: 'session', limits, ...NOTE }),
    ],
    ['keys/actions.ts change', 'key', (credentialId) => ({ credentialId, name: 'Trying' })],
    ['[applicationId]/actions.ts change', 'application', (applicationId) => ({ applicationId, name: 'Trying' })],
    ['[applicationId]/actions.ts disable', 'application', (applicationId) => ({ applicationId, ...NOTE })],
    ['[applicationId]/actions.ts enable', 'application', (applicationId) => ({ applicationId, ...NOTE })],
  ]
  const before = await auditLength()
  await expectNowhere(acts, ids, (action, input) => callAction(world.consoleUrl, action, { cookie, input }))
  expect(await auditLength()).toBe(before)
  const nowhere = page.getByRole('heading', { level: 1, name: 'There is nothing at this address' })
  for (const address of [links.policy(ids.policy ?? ''), links.application(ids.application ?? '')]) {
    await page.goto(address)
    await expect(nowhere).toBeVisible()
  }
  await page.goto(links.policies())
  await expect(page.getByRole('grid', { name: 'Policies' })).toBeVisible()
  await expect(page.getByText(name)).toHaveCount(0)
  await page.context().close()
})

test('what explains, and what opens over a list, leads an operator of another application nowhere', async ({
  signInAs,
  complaints,
}) => {
  const { name, ids, reference } = (await made) as Foreign
  complaints.expected.push(/status of 404/)
  const page = await signInAs('elsewhere')
  const { session = '', subject = '', key = '', case: caseId = '' } = ids
  for (const [target, told] of [
    [{ requestId: reference }, 'No refusal has this reference'],
    [{ credentialId: session }, 'There is no such credential'],
    [{ subjectId: subject, at: Date.now() }, 'There is no such person'],
  ] as const) {
    await page.goto(links.explain(target))
    await expect(page.getByRole('heading', { level: 1, name: told })).toBeVisible()
    await expect(page.getByText(name)).toHaveCount(0)
  }
  for (const address of [
    links.sessions({ open: session }),
    links.keys({ open: key }),
    links.people({ open: subject }),
    links.cases({ open: caseId }),
  ]) {
    await page.goto(address)
    const sheet = page.getByRole('dialog')
    await expect(sheet.getByRole('button', { name: 'Try again' })).toBeVisible()
    await expect(page.getByText(name)).toHaveCount(0)
  }
})

/** An action, what of it is foreign, and what it is given with the id of that. */
type Act = readonly [action: string, kind: string, input: (id: string) => unknown]

const NOTE = { note: 'Trying' }
const TOLD = { rootCauseNote: null, answer: 'Trying' }

type Ask = (action: BuiltAction, input: unknown) => Promise<{ readonly text: string }>

/** Each of them answers of the foreign id, word for word, what it answers of an id that never was: that there is no such thing. */
async function expectNowhere(acts: readonly Act[], ids: Foreign['ids'], ask: Ask): Promise<void> {
  for (const [name, kind, input] of acts) {
    const action = actionNamed(name)
    const theirs = await ask(action, input(ids[kind] ?? ''))
    const nobodys = await ask(action, input(SOME_ID))
    expect(theirs.text, name).toContain('"code":"not_found"')
    expect(withoutReference(theirs.text), name).toBe(withoutReference(nobodys.text))
  }
}

function inScope(scope: object) {
  return { verb: 'end', scope }
}

function shared(of: object) {
  return { of, life: '1h' }
}

/** An answer without the id of its request, and without what a build or an instant puts into it. */
function withoutReference(text: string): string {
  return text.replaceAll(/req_[0-9A-Za-z]{22}/g, 'req').replaceAll(/"(at|countedAt|now)":\d+/g, '"at":0')
}
