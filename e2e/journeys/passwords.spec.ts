import type { Locator, Page } from '@playwright/test'
import { breakIn, newAccount, newWindow } from '../world/account'
import { expect, test } from '../world/fixtures'

/** What is written is dots until somebody asks to see it, and dots again when they ask again. */
async function expectMasked(form: Page | Locator, label: string, is: 'current-password' | 'new-password') {
  const page = 'page' in form ? form.page() : form
  const field = form.getByLabel(label, { exact: true })
  await expect(field).toHaveAttribute('type', 'password')
  await expect(field).toHaveAttribute('autocomplete', is)
  const around = form.locator('div').filter({ has: page.getByLabel(label, { exact: true }) })
  const look = around.last().getByRole('button', { name: 'Show what is typed' })
  await look.click()
  await expect(field).toHaveAttribute('type', 'text')
  await look.click()
  await expect(field).toHaveAttribute('type', 'password')
}

test('every password is masked as it is typed, and tells password managers which it is and whose', async ({
  browser,
  world,
  complaints,
  signInAs,
}) => {
  const outside = await newWindow(browser, { world, complaints })
  await outside.goto('/sign-in')
  await expect(outside.getByLabel('Mail')).toHaveAttribute('autocomplete', 'username')
  await expectMasked(outside, 'Password', 'current-password')
  const account = await newAccount(world, 'Nora Quist')
  await outside.goto(`/recover#${await breakIn(world, account.email)}`)
  await expectMasked(outside, 'New password', 'new-password')
  const whose = outside.getByRole('textbox', { includeHidden: true }).and(outside.locator('[autocomplete=username]'))
  await expect(whose).toHaveValue(account.email)
  await outside.context().close()

  const page = await signInAs('support')
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Change password…' }).click()
  const dialog = page.getByRole('dialog', { name: /password/i })
  await expectMasked(dialog, 'Current password', 'current-password')
  await expectMasked(dialog, 'New password', 'new-password')
})

test('a password is pasted like any other text, and opens the console', async ({ browser, world, complaints }) => {
  const account = await newAccount(world, 'Nora Quist')
  const page = await newWindow(browser, { world, complaints })
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill(account.email)
  await page.evaluate((text) => navigator.clipboard.writeText(text), account.password)
  await page.getByLabel('Password').focus()
  await page.keyboard.press('ControlOrMeta+v')
  await expect(page.getByLabel('Password')).toHaveValue(account.password)
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('What do you want to know about?')).toBeVisible()
  await page.context().close()
})
