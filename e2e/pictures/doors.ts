import { type Browser, expect, type Page } from '@playwright/test'
import type { createPool } from '@/db/client'
import { choose } from '../world/console'
import { type Look, openWindow, shoot } from './camera'
import { goTo } from './show'

const LOOKS: readonly Look[] = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 390 },
]

/** The pages before sign-in that need a link or a rule, and the question for a fresh proof; `page` is an owner's. */
export async function showDoors(browser: Browser, page: Page, database: ReturnType<typeof createPool>): Promise<void> {
  const invitation = await invite(page)
  await page.keyboard.press('Escape')
  await database.query('update mail_setting set server_set = true')
  for (const look of LOOKS) {
    const guest = await openWindow(browser, new URL(page.url()).origin, look)
    await guest.goto(invitation)
    await expect(guest.getByRole('heading', { name: 'Welcome, Ina Berg' })).toBeVisible()
    await shoot(guest, 'invitation', look)
    await goTo(guest, '/forgotten', /.+/)
    await shoot(guest, 'forgotten', look)
    await guest.goto('/recover#nothing')
    await expect(guest.getByRole('heading', { level: 1 })).toBeVisible()
    await shoot(guest, 'recover-spent', look)
    await guest.context().close()
  }
  await showStepUp(page, database)
  await showDemand(browser, page, database)
  await database.end()
}

async function invite(page: Page): Promise<string> {
  await page.goto('/settings/operators')
  await page.getByRole('button', { name: 'Invite an operator…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite an operator' })
  await dialog.getByLabel('Name').fill('Ina Berg')
  await dialog.getByLabel('Mail').fill('ina.berg@example.org')
  await choose(page, 'Role', /^Support/)
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  const shown = page.getByRole('dialog').filter({ hasText: 'This is shown once.' })
  await shown.getByRole('button', { name: 'Show the secret' }).click()
  await shoot(page, 'invited', { scheme: 'light', width: 1440 })
  const link = (await shown.getByLabel('New secret').textContent()) ?? ''
  await shown.getByRole('checkbox', { name: 'I have passed it on, or kept it' }).check()
  await shown.getByRole('button', { name: 'Done' }).click()
  return link
}

/** Who is there is asked again, five minutes after it was proven. */
async function showStepUp(page: Page, database: ReturnType<typeof createPool>): Promise<void> {
  await database.query(`update operator_session set authenticated_at = now() - interval '6 minutes'`)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Confirm it is you' })
  await expect(dialog.getByRole('button', { name: 'Confirm' })).toBeVisible()
  await shoot(page, 'step-up', { scheme: 'light', width: 1440 })
}

/** What whoever has no second factor sees where one is demanded. */
async function showDemand(browser: Browser, page: Page, database: ReturnType<typeof createPool>): Promise<void> {
  await database.query(
    `insert into sign_in_setting (id, second_factor) values (1, 'everybody') on conflict (id) do update set second_factor = 'everybody'`,
  )
  const state = await page.context().storageState()
  for (const look of LOOKS) {
    const other = await openWindow(browser, new URL(page.url()).origin, look)
    await other.context().addCookies(state.cookies)
    await other.goto('/')
    await expect(other.getByRole('heading', { name: 'Set up a second factor', level: 1 })).toBeVisible()
    await shoot(other, 'second-factor', look)
    await other.context().close()
  }
}
