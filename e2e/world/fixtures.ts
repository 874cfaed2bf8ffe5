import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import { createAssay } from '@/clients/node/assay'
import { createPool } from '@/db/client'
import { installTestClock } from '@/db/test-clock'
import { type RunningShop, startShop } from '@/examples/shop/shop'
import { type Instant, MINUTE } from '@/lib/core/instant'
import { routes } from '@/lib/routes'
import { readWorld, type World } from './state'
import { noteTokens } from './tokens'
import { type Watch, watchPage } from './watch'

export type Role = keyof World['operators']

export interface Clock {
  /** Moves time forward for the database, and for the shop with it. Never back: what was issued must stay in the past. */
  readonly advance: (milliseconds: number) => Promise<void>
  /** What the database calls now, in epoch milliseconds. */
  readonly now: () => Promise<number>
}

interface WorkerFixtures {
  readonly world: World
  /** The database, as the owner of its tables: to look behind the curtain. */
  readonly owner: ReturnType<typeof createPool>
  readonly clock: Clock
  /** A shop that issues and verifies with this service key. */
  readonly openShop: (serviceKey: string) => Promise<RunningShop>
  /** The shop of Storefront. */
  readonly shop: RunningShop
  readonly cookies: Map<Role, SignedIn>
}

interface TestFixtures {
  /** A window of the console, signed in. Its proof of identity is fresh by the database's clock, whatever a journey did to it. */
  readonly signInAs: (role: Role, options?: { dark?: boolean; width?: number }) => Promise<Page>
  /** A window of the shop, not signed in. */
  readonly customer: Page
  /** The Cookie header of an operator who is signed in. */
  readonly cookieOf: (role: Role) => Promise<string>
  /** How many entries the audit has. */
  readonly auditLength: () => Promise<number>
  /** What windows of the console complained about; looked at when the test ends. */
  readonly complaints: Watch
}

interface SignedIn {
  readonly cookies: Awaited<ReturnType<BrowserContext['cookies']>>
  /** When the password was typed. */
  readonly at: Instant
}

/** What asks for a fresh proof of identity accepts five minutes; a journey gets at least one of them. */
const FRESH = 4 * MINUTE

let moved = 0

export const test = base.extend<TestFixtures, WorkerFixtures>({
  world: [async ({ browserName: _ }, use) => use(readWorld()), { scope: 'worker' }],
  owner: [
    async ({ world }, use) => {
      const owner = createPool({ url: world.databaseUrl, max: 1, applicationName: 'assay e2e' })
      await use(owner)
      await owner.end()
    },
    { scope: 'worker' },
  ],
  clock: [
    async ({ owner }, use) => {
      const clock = await installTestClock(owner)
      const advance = async (milliseconds: number) => {
        moved += milliseconds
        await clock.advance(milliseconds)
      }
      moved = (await clock.now()) - Date.now()
      await use({ advance, now: clock.now })
    },
    { scope: 'worker' },
  ],
  openShop: [
    async ({ world, clock: _clock }, use) => {
      const opened: RunningShop[] = []
      const now = () => Date.now() + moved
      await use(async (serviceKey) => {
        const assay = createAssay({ url: world.apiUrl, key: serviceKey, clock: now })
        const shop = await startShop({ port: 0, assay, clock: now })
        opened.push(shop)
        return shop
      })
      await Promise.all(opened.map((shop) => shop.close()))
    },
    { scope: 'worker' },
  ],
  shop: [async ({ openShop, world }, use) => use(await openShop(world.serviceKey)), { scope: 'worker' }],
  cookies: [async ({ browserName: _ }, use) => use(new Map()), { scope: 'worker' }],
  complaints: async ({ browserName: _ }, use) => {
    const watch: Watch = { found: [], expected: [] }
    await use(watch)
    expect(watch.found, 'console errors and violations of the content security policy').toEqual([])
  },
  signInAs: async ({ browser, world, clock, cookies, complaints }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (role, { dark = false, width = 1440 } = {}) => {
      const context = await browser.newContext({
        baseURL: world.consoleUrl,
        colorScheme: dark ? 'dark' : 'light',
        viewport: { width, height: 900 },
      })
      contexts.push(context)
      const now = await clock.now()
      const held = freshOf(cookies.get(role), now)
      await context.addCookies(held.cookies)
      const page = await context.newPage()
      watchPage(page, complaints)
      await page.goto('/')
      const anew = new URL(page.url()).pathname === '/sign-in'
      if (anew) await signIn(page, world.operators[role])
      await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()
      const jar = await context.cookies()
      cookies.set(role, { cookies: jar, at: anew ? now : held.at })
      for (const { value } of jar) noteTokens(value)
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
  },
  cookieOf: async ({ signInAs, cookies, world }, use) => {
    const header = (role: Role) =>
      (cookies.get(role)?.cookies ?? []).map(({ name, value }) => `${name}=${value}`).join('; ')
    await use(async (role) => {
      const { status } = await fetch(world.consoleUrl + routes.api.counts(), { headers: { cookie: header(role) } })
      if (status !== 200) await signInAs(role)
      return header(role)
    })
  },
  auditLength: async ({ owner }, use) => {
    await use(async () => {
      const { rows } = await owner.query<{ length: number }>('select count(*)::int as length from audit_entry')
      return rows[0]?.length ?? 0
    })
  },
  customer: async ({ browser, shop }, use) => {
    const context = await browser.newContext({ baseURL: shop.url })
    await use(await context.newPage())
    await context.close()
  },
})

export { expect } from '@playwright/test'

/** What is known of a session, unless its proof of identity is about to lapse: then it is signed in anew. */
function freshOf(held: SignedIn | undefined, now: Instant): SignedIn {
  return held !== undefined && now - held.at < FRESH ? held : { cookies: [], at: now }
}

async function signIn(page: Page, { email, password }: World['operators'][Role]): Promise<void> {
  await page.getByLabel('Mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}
