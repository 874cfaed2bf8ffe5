import type { Permission } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { askAll, bindingsOf, callAction, EVERYBODY, get, refusalsIn, refusedBy } from '../world/asking'
import { expect, type Role, test } from '../world/fixtures'
import { builtActions, builtPaths, SOME_ID } from '../world/manifest'

const { pages, open, routes } = builtPaths()
const actions = builtActions().filter(({ name }) => name.startsWith('app/(console)/'))

/** Actions that no role is refused: they are everybody's own, or read what everybody reads. */
const OPEN_ACTIONS =
  /\/actions\.ts (findText|explainPastedToken)$|account-actions\.ts |step-up-actions\.ts |_person\/actions\.ts reveal$|_views\/actions\.ts (save|remove)$|settings\/(sessions\/)?actions\.ts |explain\/actions\.ts readShares$/
/** They concern nobody but the browser that calls them. */
const OWN_BROWSER = /_shell\/actions\.ts (setTheme|signOut)$|appearance\/actions\.ts setZone$/
/** An empty form means something here, so those who may are not asked to send one. */
const EMPTY_COUNTS = /settings\/mail\/actions\.ts changeMail$/
/** Reads that no role is refused. */
const OPEN_ROUTES =
  /^\/api\/console\/(acts|applications|cases|counts|credentials|keys|overview|people|policies|refusals|sessions|views)(\/|$)/

/** Pages that do not show what they are about to everybody; each says who may see it. */
const PAGES_THAT_ASK: Readonly<Record<string, { permission: Permission; act: string }>> = {
  '/audit': { permission: 'audit.read', act: 'read the audit' },
  '/applications/new': { permission: 'applications.create', act: 'connect applications' },
  '/settings/operators': { permission: 'operators.read', act: 'see who operates this console' },
  '/settings/single-sign-on': { permission: 'sso.read', act: 'see how single sign-on is set up' },
  '/settings/mail': { permission: 'mail.read', act: 'see how mails are sent' },
}

// The first to ask waits until everybody is signed in.
test.setTimeout(180_000)

test('the build has pages, routes and actions to ask for', () => {
  expect(pages.length).toBeGreaterThan(8)
  expect(routes.length).toBeGreaterThan(8)
  expect(actions.length).toBeGreaterThan(12)
  expect(pages).toEqual(expect.arrayContaining(Object.keys(PAGES_THAT_ASK)))
})

test('the pages that nobody has to sign in for are these and no others', () => {
  expect(open.toSorted()).toEqual([
    '/confirmed',
    '/forgotten',
    '/invitation',
    '/recover',
    // Leads to sign-in by itself: what stands behind it is the journey of a demanded second factor to show.
    '/second-factor',
    '/set-up',
    '/shared',
    '/sign-in',
    '/sign-in/second-factor',
    `/why/${SOME_ID}`,
    `/why/${SOME_ID}/reported`,
  ])
})

for (const path of pages) {
  test(`page ${path} leads to sign-in without a session, and tells each role what it may not see`, async ({
    world,
    cookieOf,
  }) => {
    const without = await fetch(world.consoleUrl + path, { redirect: 'manual' })
    expect([303, 307]).toContain(without.status)
    expect(new URL(without.headers.get('location') ?? '', world.consoleUrl).pathname).toBe('/sign-in')
    const cookies = await cookiesOf(cookieOf)
    const answers = await askAll(EVERYBODY, (who) => get(world.consoleUrl + path, cookies[who]))
    const asked = PAGES_THAT_ASK[path]
    for (const [who, { status, text }] of answers) {
      expect([200, 404], who).toContain(status)
      // A verb that refuses while a page is rendered ends in the page of errors: the page has to ask before.
      expect(text, who).not.toMatch(/This page could not be shown|may not do this/)
      if (asked === undefined) continue
      const refusal = whyNotPermitted(bindingsOf(who), asked.permission, asked.act, null)
      if (refusal !== undefined) expect(text, who).toContain(refusal)
      else expect(text, who).not.toMatch(/Only [^<]* (read the audit|connect|see how|see who)/)
    }
  })
}

for (const path of routes) {
  test(`route ${path} refuses without a session, from another site with one, and whom the table does not list`, async ({
    world,
    cookieOf,
  }) => {
    const without = await fetch(world.consoleUrl + path)
    expect(without.status).toBe(401)
    expect(without.headers.get('content-type')).toContain('application/problem+json')
    const cookies = await cookiesOf(cookieOf)
    const foreign = await fetch(world.consoleUrl + path, {
      headers: { cookie: cookies.owner, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    expect(foreign.status).toBe(403)
    const answers = await askAll(EVERYBODY, (who) => get(world.consoleUrl + path, cookies[who]))
    const refused = expectRefusedByTheTable(answers, OPEN_ROUTES.test(path))
    for (const [who, { status }] of answers) {
      expect(status, who).toBeLessThan(500)
      expect(status === 403, who).toBe(refused.includes(who))
    }
  })
}

for (const action of actions) {
  test(`action ${action.name} does nothing without a session`, async ({ world, auditLength }) => {
    const before = await auditLength()
    const answer = await callAction(world.consoleUrl, action, {})
    expect(answer.text).not.toContain('"ok":true')
    if (!OWN_BROWSER.test(action.name)) expect(answer.text).toContain('"code":"unauthenticated"')
    expect(await auditLength()).toBe(before)
  })
}

for (const action of actions.filter(({ name }) => !OWN_BROWSER.test(name))) {
  test(`action ${action.name} is refused where its caller may not`, async ({ world, cookieOf, auditLength }) => {
    const cookies = await cookiesOf(cookieOf)
    const before = await auditLength()
    const asking = EMPTY_COUNTS.test(action.name) ? refusedBy('mail.change') : EVERYBODY
    const answers = await askAll(asking, (who) => callAction(world.consoleUrl, action, { cookie: cookies[who] }))
    const refused = expectRefusedByTheTable(answers, OPEN_ACTIONS.test(action.name))
    for (const [who, { text }] of answers) expect(text.includes('"code":"forbidden"'), who).toBe(refused.includes(who))
    for (const origin of [null, 'null', 'https://evil.example']) {
      const foreign = await callAction(world.consoleUrl, action, { cookie: cookies.owner, origin })
      expect(foreign.text, `origin ${origin}`).not.toContain('"ok":true')
      expect(foreign.status === 500 || foreign.text.includes('"code":"forbidden"'), `origin ${origin}`).toBe(true)
    }
    expect(await auditLength()).toBe(before)
  })
}

/** A refusal names the line that was asked for: exactly those are refused whom that line does not list. Returns them. */
function expectRefusedByTheTable(answers: Awaited<ReturnType<typeof askAll>>, isOpen: boolean): readonly Role[] {
  const { who, lines } = refusalsIn(answers)
  const [line, ...others] = lines
  expect(others, 'further lines of the table').toEqual([])
  if (line === undefined) expect(isOpen, 'nobody is refused').toBe(true)
  if (line === undefined) return []
  expect(who.toSorted(), line).toEqual(refusedBy(line).toSorted())
  return who
}

let held: Promise<Readonly<Record<Role, string>>> | undefined

/** Everybody's cookie, once for this file, and before anything is counted: to sign in is an entry of its own. */
function cookiesOf(cookieOf: (role: Role) => Promise<string>): Promise<Readonly<Record<Role, string>>> {
  held ??= signEverybodyIn(cookieOf)
  return held
}

async function signEverybodyIn(cookieOf: (role: Role) => Promise<string>) {
  const pairs: [Role, string][] = []
  for (const who of EVERYBODY) pairs.push([who, await cookieOf(who)])
  return Object.fromEntries(pairs) as Record<Role, string>
}
