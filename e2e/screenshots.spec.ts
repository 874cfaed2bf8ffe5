import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { projectRoot } from '@/lib/root'
import { openRow } from './world/console'
import { type Installation, isAlive, startInstallation } from './world/installation'

const FOLDER = join(projectRoot(), 'docs', 'screenshots')

let demo: Installation

test.beforeAll(async () => {
  demo = await startInstallation('demo')
  await expect
    .poll(() => printed('Password') !== undefined || !isAlive(demo.processId), { timeout: 280_000 })
    .toBe(true)
})

test.afterAll(async () => {
  process.kill(demo.processId, 'SIGTERM')
  await expect.poll(() => isAlive(demo.processId)).toBe(false)
  rmSync(demo.home, { recursive: true, force: true })
})

test('the pages of the README are pictures of the demo', async ({ browser }) => {
  for (const width of [1440, 390]) {
    for (const look of ['light', 'dark'] as const) {
      const page = await signedIn(browser, width, look)
      const shoot = (name: string) => page.screenshot({ path: join(FOLDER, `${name}-${look}-${width}.png`) })
      await showSessions(page, width)
      await shoot('sessions')
      await showRefusals(page)
      await shoot('refusals')
      await showExplanation(page)
      await shoot('explain')
      await showPolicy(page)
      await shoot('policy')
      await page.context().close()
    }
  }
})

function printed(label: string): string | undefined {
  return readFileSync(demo.logFile, 'utf8').match(new RegExp(`${label} +(\\S.*)`))?.[1]
}

async function signedIn(browser: Browser, width: number, look: 'light' | 'dark'): Promise<Page> {
  const context = await browser.newContext({
    baseURL: demo.consoleUrl,
    viewport: { width, height: width > 600 ? 900 : 844 },
    colorScheme: look,
    reducedMotion: 'reduce',
  })
  const page = await context.newPage()
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill(printed('Sign in') ?? '')
  await page.getByLabel('Password').fill(printed('Password') ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()
  return page
}

async function showSessions(page: Page, width: number): Promise<void> {
  await page.goto('/sessions')
  await expect(page.getByRole('grid', { name: 'Sessions' }).getByRole('row').nth(6)).toBeVisible()
  if (width < 600) return
  const sheet = await openRow(page, 'Sessions', /Storefront/)
  await expect(sheet.getByRole('heading', { name: 'Recent' })).toBeVisible()
  await expect(sheet.getByRole('status', { name: 'Loading its history' })).toHaveCount(0)
}

async function showRefusals(page: Page): Promise<void> {
  await page.goto('/refusals')
  await expect(page.getByRole('grid', { name: 'Refusals' }).getByRole('row').nth(6)).toBeVisible()
}

async function showExplanation(page: Page): Promise<void> {
  await page.goto('/refusals?reason=idle')
  await page.getByRole('grid', { name: 'Refusals' }).getByRole('row', { name: /Idle/ }).first().click()
  await expect(page.getByRole('article', { name: 'Explanation' })).toBeVisible()
}

async function showPolicy(page: Page): Promise<void> {
  await page.goto('/policies')
  await page
    .getByRole('row', { name: /^Storefront.*Web sessions/ })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: /^OWASP high value/ }).click()
  await expect(page.getByRole('slider', { name: 'Idle limit' })).toBeVisible()
  await expect(page.getByText(/counted .*, exact/)).toBeVisible()
}
