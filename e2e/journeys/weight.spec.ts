import type { Page } from '@playwright/test'
import { expect, test } from '../world/fixtures'
import { builtPaths } from '../world/manifest'
import { signInToShop } from '../world/shopping'

/** Compressed script of a first visit, in bytes: an empty page of the framework takes 135 kB of it. */
const SCRIPT_MAX = 220_000
/** What the eye does not see; a list that jumps is far above. */
const SHIFT_MAX = 0.01

test.setTimeout(300_000)

// Nine pages are above: Explain (251 kB), single sign-on (238), and by 1 to 5 kB keys, sessions, people, refusals, applications, cases.
test.fixme('no page loads more than 220 kB of script at first, and none moves what is already there', async ({
  signInAs,
  customer,
}) => {
  await signInToShop(customer, 'emi@example.com')
  const page = await signInAs('administrator')
  const cookies = await page.context().cookies()
  const found: string[] = []
  for (const path of [
    ...builtPaths().pages.filter((each) => !each.includes('0199a0aa')),
    ...(await detailPages(page)),
  ]) {
    const { script, shift } = await visit(page, path, cookies)
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

/** One page of each kind that is about one thing, reached the way people reach it. */
async function detailPages(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const list of ['sessions', 'keys', 'policies', 'people', 'applications', 'cases']) {
    const answer = await page.request.get(`/api/console/${list}`)
    if (!answer.ok()) continue
    const id = /"id":"([0-9a-f-]{36})"/.exec(await answer.text())?.[1]
    if (id !== undefined) found.push(`/${list}/${id}`)
  }
  return found
}
