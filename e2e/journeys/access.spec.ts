import { expect, test } from '../world/fixtures'
import { type BuiltAction, builtActions, builtPaths, SOME_ID } from '../world/manifest'

const { pages, open, routes } = builtPaths()
const actions = builtActions().filter(({ name }) => name.startsWith('app/(console)/'))

/** All that a support operator may do by a server action. Everything else must be forbidden, also what comes later. */
const OPEN_TO_SUPPORT =
  /actions\.ts (findText|explainPastedToken|stepUpAtIssuer|linkAccount|unlinkAccount)$|_shell\/step-up-actions\.ts |_person\/actions\.ts reveal$|_views\/actions\.ts (save|remove)$|settings\/(sessions\/)?actions\.ts |\/cases\/actions\.ts |\/explain\/actions\.ts /
/** They concern nobody but the browser that calls them. */
const OWN_BROWSER = /_shell\/actions\.ts (setTheme|signOut)$|appearance\/actions\.ts setZone$/
/** Reads that support is given nothing by. */
const ADMINISTRATORS_ONLY: readonly string[] = [
  '/api/console/audit',
  `/api/console/audit/${SOME_ID}`,
  `/api/console/exports/${SOME_ID}`,
  '/api/console/operators',
  `/api/console/operators/${SOME_ID}`,
  `/api/console/people/${SOME_ID}/holdings`,
]

test('the build has pages, routes and actions to ask for', () => {
  expect(pages.length).toBeGreaterThan(8)
  expect(routes.length).toBeGreaterThan(8)
  expect(actions.length).toBeGreaterThan(12)
})

test('the pages that nobody has to sign in for are these and no others', () => {
  expect(open.toSorted()).toEqual([
    '/confirmed',
    '/invitation',
    '/recover',
    '/set-up',
    '/shared',
    '/sign-in',
    '/sign-in/second-factor',
    `/why/${SOME_ID}`,
    `/why/${SOME_ID}/reported`,
  ])
})

for (const path of pages) {
  test(`page ${path} leads to sign-in without a session`, async ({ world }) => {
    const response = await fetch(world.consoleUrl + path, { redirect: 'manual' })
    expect([303, 307]).toContain(response.status)
    expect(new URL(response.headers.get('location') ?? '', world.consoleUrl).pathname).toBe('/sign-in')
  })
}

for (const path of routes) {
  test(`route ${path} refuses without a session, and one from another site with one`, async ({ world, cookieOf }) => {
    const without = await fetch(world.consoleUrl + path)
    expect(without.status).toBe(401)
    expect(without.headers.get('content-type')).toContain('application/problem+json')
    const foreign = await fetch(world.consoleUrl + path, {
      headers: {
        cookie: await cookieOf('administrator'),
        origin: 'https://evil.example',
        'sec-fetch-site': 'cross-site',
      },
    })
    expect(foreign.status).toBe(403)
    const support = await fetch(world.consoleUrl + path, { headers: { cookie: await cookieOf('support') } })
    const refused = ADMINISTRATORS_ONLY.includes(path)
    expect(support.status === 403).toBe(refused)
  })
}

for (const action of actions) {
  test(`action ${action.name} does nothing without a session`, async ({ world, auditLength }) => {
    const before = await auditLength()
    const answer = await call(world.consoleUrl, action, {})
    expect(answer.text).not.toContain('"ok":true')
    if (!OWN_BROWSER.test(action.name)) expect(answer.text).toContain('"code":"unauthenticated"')
    expect(await auditLength()).toBe(before)
  })
}

for (const action of actions.filter(({ name }) => !OWN_BROWSER.test(name))) {
  test(`action ${action.name} is refused where its caller may not`, async ({ world, cookieOf, auditLength }) => {
    const cookies = {
      support: await cookieOf('support'),
      administrator: await cookieOf('administrator'),
    }
    const before = await auditLength()
    const bySupport = await call(world.consoleUrl, action, { cookie: cookies.support })
    expect(bySupport.text.includes('"code":"forbidden"')).toBe(!OPEN_TO_SUPPORT.test(action.name))
    for (const origin of [null, 'null', 'https://evil.example']) {
      const foreign = await call(world.consoleUrl, action, { cookie: cookies.administrator, origin })
      expect(foreign.text, `origin ${origin}`).not.toContain('"ok":true')
      expect(foreign.status === 500 || foreign.text.includes('"code":"forbidden"'), `origin ${origin}`).toBe(true)
    }
    expect(await auditLength()).toBe(before)
  })
}

interface Caller {
  readonly cookie?: string
  /** This console's own unless given; null sends none. */
  readonly origin?: string | null
}

async function call(consoleUrl: string, { id, path }: BuiltAction, { cookie, origin = consoleUrl }: Caller) {
  const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
  const response = await fetch(consoleUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, ...(origin !== null && { origin }), ...(cookie !== undefined && { cookie }) },
    body: '[{}]',
  })
  return { status: response.status, text: await response.text() }
}
