import { readFileSync, rmSync } from 'node:fs'
import { type Browser, expect, type Page, test } from '@playwright/test'
import { createPool } from '@/db/client'
import { findRunning } from '@/db/embedded'
import { type Installation, isAlive, printedSetUpLink, startInstallation } from '../world/installation'
import { AT_A_DESK, clearPictures, LOOKS, type Look, openWindow, shoot, writeIndex } from './camera'
import { showDoors } from './doors'
import { SCENES } from './scenes'
import { goTo, LIST_PATHS, settle } from './show'
import { showFailing, showLoading, showNothingMatches } from './states'

test.describe.configure({ mode: 'serial' })

test.beforeAll(clearPictures)
test.afterAll(writeIndex)

test.describe('a demo', () => {
  let demo: Installation

  test.beforeAll(async () => {
    test.setTimeout(400_000)
    demo = await startInstallation('demo')
    await settled(demo, () => printed(demo, 'password') !== undefined)
  })

  test.afterAll(() => stop(demo))

  test('the door', async ({ browser }) => {
    for (const look of LOOKS) {
      const page = await openWindow(browser, demo.consoleUrl, look)
      await page.goto('/sign-in')
      await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
      await shoot(page, 'sign-in', look)
      await page.goto('/why/req_0000000000000000000000')
      await settle(page)
      await shoot(page, 'why-unknown', look)
      await page.context().close()
    }
  })

  for (const look of LOOKS) {
    test(`full, ${look.scheme}, ${look.width}`, async ({ browser }) => {
      const page = await signedIn(browser, demo, look)
      const missed: string[] = []
      for (const { name, show } of SCENES) {
        // A scene that cannot be shown costs its own picture alone.
        await show(page).catch((error: Error) => missed.push(`${name}: ${error.message}`))
        await shoot(page, name, look)
      }
      await page.context().close()
      expect(missed).toEqual([])
    })
  }

  for (const [state, show] of [
    ['nothing-matches', showNothingMatches],
    ['loading', showLoading],
    ['failing', showFailing],
  ] as const) {
    for (const look of [AT_A_DESK, { scheme: 'dark', width: 390 }] as const) {
      test(`${state}, ${look.scheme}, ${look.width}`, async ({ browser }) => {
        const page = await signedIn(browser, demo, look)
        for (const path of LIST_PATHS) {
          await show(page, path)
          await shoot(page, `${path}-${state}`, look)
          await page.unrouteAll({ behavior: 'ignoreErrors' })
        }
        await page.context().close()
      })
    }
  }
})

test.describe('an installation without anything in it', () => {
  let fresh: Installation

  test.beforeAll(async () => {
    test.setTimeout(400_000)
    fresh = await startInstallation()
    await settled(fresh, () => printedSetUpLink(logOf(fresh)) !== undefined)
  })

  test.afterAll(() => stop(fresh))

  test('empty', async ({ browser }) => {
    const page = await openWindow(browser, fresh.consoleUrl, AT_A_DESK)
    await page.goto(printedSetUpLink(logOf(fresh)) ?? '')
    await page.getByLabel('Name', { exact: true }).fill('Olive Hart')
    await page.getByLabel('Mail').fill('olive.hart@example.org')
    await page.getByLabel('Password').fill('amber bicycle under snow')
    await shoot(page, 'set-up', AT_A_DESK)
    await page.getByRole('button', { name: 'Create operator' }).click()
    await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()
    for (const path of ['overview', ...LIST_PATHS, 'acts', 'applications', 'policies']) {
      await goTo(page, `/${path}`, /.+/)
      await shoot(page, `${path}-empty`, AT_A_DESK)
    }
    await showDoors(browser, page, await databaseOf(fresh))
    await page.context().close()
  })
})

function logOf(installation: Installation): string {
  return readFileSync(installation.logFile, 'utf8')
}

async function databaseOf({ dataDirectory }: Installation): Promise<ReturnType<typeof createPool>> {
  return createPool({ url: (await findRunning(dataDirectory)) ?? '', max: 1, applicationName: 'assay pictures' })
}

function printed(demo: Installation, label: string): string | undefined {
  return logOf(demo).match(new RegExp(`${label} +(\\S.*)`))?.[1]
}

async function settled(installation: Installation, isUp: () => boolean): Promise<void> {
  await expect.poll(() => isUp() || !isAlive(installation.processId), { timeout: 380_000 }).toBe(true)
}

async function stop({ processId, home }: Installation): Promise<void> {
  process.kill(processId, 'SIGTERM')
  await expect.poll(() => isAlive(processId)).toBe(false)
  rmSync(home, { recursive: true, force: true })
}

async function signedIn(browser: Browser, demo: Installation, look: Look): Promise<Page> {
  const page = await openWindow(browser, demo.consoleUrl, look)
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill('dana@example.com')
  await page.getByLabel('Password').fill(printed(demo, 'password') ?? '')
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()
  return page
}
