import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createAssay } from '@/clients/node/assay'
import type { Instant } from '@/lib/core/instant'
import { routes } from '@/lib/routes'
import { choose, typeNumber } from '../world/console'
import { expect, test } from '../world/fixtures'
import { builtPaths, SOME_ID } from '../world/manifest'
import type { World } from '../world/state'
import { noteTokens } from '../world/tokens'

/** Compressed script of a first visit, in bytes: an empty page of the framework takes 135 kB of it. */
const SCRIPT_MAX = 220_000
/** What the eye does not see; a list that jumps is far above. */
const SHIFT_MAX = 0.01

test.setTimeout(600_000)

test('no page loads more than 220 kB of script at first, and none moves what is already there', async ({
  signInAs,
  world,
  clock,
}) => {
  const page = await signInAs('administrator')
  const fixed = (paths: readonly string[]) => paths.filter((each) => !each.includes(SOME_ID))
  const details = await detailPages(page, world, await clock.now())
  const cookies = await page.context().cookies()
  const visits = [
    ...[...fixed(builtPaths().pages), ...details].map((path) => ({ path, cookies })),
    { path: routes.secondFactorDemanded(), cookies },
    // Doors and pages for everybody, as somebody sees them who is not signed in.
    ...fixed(builtPaths().open).map((path) => ({ path, cookies: [] })),
  ]
  const found: string[] = []
  for (const { path, cookies: jar } of visits) {
    const { script, shift } = await visit(page, path, jar)
    const measured = `${path.replace(/[0-9a-f-]{36}/, '[id]')}: ${Math.round(script / 1000)} kB, shift ${shift.toFixed(4)}`
    test.info().annotations.push({ type: 'weight', description: measured })
    if (script > SCRIPT_MAX) found.push(`${path} loads ${script} bytes of script`)
    if (shift > SHIFT_MAX) found.push(`${path} shifts by ${shift}`)
  }
  expect(found).toEqual([])
})

/** A first visit: nothing in the cache. */
async function visit(from: Page, path: string, cookies: Parameters<ReturnType<Page['context']>['addCookies']>[0]) {
  const context = await from
    .context()
    .browser()
    ?.newContext({ baseURL: new URL(from.url()).origin })
  if (context === undefined) throw new Error('The browser is gone')
  await context.addCookies(cookies)
  const page = await context.newPage()
  await page.addInitScript(() => {
    Reflect.set(window, 'shifts', [])
    new PerformanceObserver((list) => Reflect.get(window, 'shifts').push(...list.getEntries().map(shiftOf))).observe({
      type: 'layout-shift',
      buffered: true,
    })
    const shiftOf = (entry: PerformanceEntry) =>
      Reflect.get(entry, 'hadRecentInput') ? 0 : Reflect.get(entry, 'value')
  })
  const sizes: Promise<number>[] = []
  page.on('requestfinished', (request) => {
    if (request.resourceType() === 'script')
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize))
  })
  await page.goto(path)
  await expect(page.getByRole('main')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeVisible()
  // Lists that poll never fall silent, and what stands further down loads when it is seen.
  await page.waitForLoadState('load')
  await page.evaluate(() => new Promise((done) => requestIdleCallback(done, { timeout: 2_000 })))
  const shift = await page.evaluate<number>(() =>
    Reflect.get(window, 'shifts').reduce((sum: number, each: number) => sum + each, 0),
  )
  const script = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
  await context.close()
  return { script, shift }
}

/** A page of each kind that is about one thing: none may be missing, or what it weighs is not known. */
async function detailPages(page: Page, world: World, at: Instant): Promise<string[]> {
  const { name, address, reference } = await somebodyRefused(world)
  const people = await firstId(page, routes.api.people({ name }))
  await page.goto(routes.person(people))
  await page.getByRole('button', { name: 'Open a case…' }).click()
  await page.getByLabel('What they saw').fill('Signed out again')
  await page.getByRole('button', { name: 'Open the case' }).click()
  await page.waitForURL((url) => /^\/cases\/.+/.test(url.pathname))
  const cases = new URL(page.url()).pathname
  const sessions = await firstId(page, routes.api.sessions({ person: name, state: 'any' }))
  const key = await firstId(page, routes.api.keys({ person: name, state: 'any' }))
  await page.goto(routes.person(people))
  await endEverything(page, name)
  const built = builtPaths().pages.filter((each) => each.includes(SOME_ID))
  const details = [
    routes.session(sessions),
    routes.key(key),
    routes.person(people),
    cases,
    routes.act(await firstId(page, routes.api.acts())),
    routes.application(await firstId(page, routes.api.applications())),
    routes.operator(await firstId(page, routes.api.operators())),
    await firstPolicy(page),
  ]
  expect(details.map((path) => path.replace(/[0-9a-f-]{36}/, SOME_ID)).sort()).toEqual(built.sort())
  return [
    ...details,
    routes.explain({ requestId: reference }),
    routes.explain({ credentialId: sessions }),
    routes.explain({ subjectId: people, at }),
    routes.explain({ address, at }),
    routes.why(reference),
  ]
}

/** Somebody new with two keys and a session that has ended, and the reference of its refusal. */
async function somebodyRefused({ apiUrl, serviceKey }: World) {
  const assay = createAssay({ url: apiUrl, key: serviceKey, timeoutMilliseconds: 20_000 })
  const address = '203.0.113.44'
  const name = `Wanda ${randomBytes(4).toString('hex')}`
  const subject = { externalId: name, name }
  const ended = await assay.issueSession({ subject, context: { ip: address } })
  const keys = [await assay.issueKey({ subject, name: 'One' }), await assay.issueKey({ subject, name: 'Other' })]
  for (const { token } of [ended, ...keys]) noteTokens(token)
  await assay.revoke(ended.credential.id, { cause: 'logged_out' })
  const { requestId } = await assay.verify({ token: ended.token, context: { ip: address } })
  return { name, address, reference: requestId }
}

/** Ends what is left, so that there is an act to look at. */
async function endEverything(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'End everything…' }).click()
  const dialog = page.getByRole('dialog', { name: `End everything of ${name}?` })
  await choose(page, 'Cause', /^Key compromise/)
  await dialog.getByLabel('Note').fill('Weighed')
  await typeNumber(dialog)
  await dialog.getByRole('button', { name: 'End 2' }).click()
  await expect(dialog.getByText('2 ended')).toBeVisible()
}

async function firstId(page: Page, address: string): Promise<string> {
  const answer = await page.request.get(address)
  const id = /"id":"([0-9a-f-]{36})"/.exec(await answer.text())?.[1]
  if (id === undefined) throw new Error(`${address} lists nothing`)
  return id
}

async function firstPolicy(page: Page): Promise<string> {
  await page.goto(routes.policies())
  await page.getByRole('grid', { name: 'Policies' }).getByRole('row').nth(1).click()
  await page.waitForURL((url) => /^\/policies\/.+/.test(url.pathname))
  return new URL(page.url()).pathname
}
