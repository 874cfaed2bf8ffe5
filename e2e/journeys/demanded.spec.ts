import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { removeOperator } from '@/lib/services/operators/manage/remove-operator'
import { giveAuthenticator, keepCodes, newAccount, newWindow, typePassword } from '../world/account'
import { asSystem } from '../world/as-system'
import { expect, test } from '../world/fixtures'

test.setTimeout(120_000)

const OWNER = [{ role: 'owner', applicationId: null }] as const

async function expectSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()
}

async function demandOf(page: Page, whom: string, told: string): Promise<void> {
  await page.goto('/settings/operators')
  await page.getByRole('group', { name: 'A second factor is demanded of' }).getByText(whom, { exact: true }).click()
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(page.getByText(told)).toBeVisible()
}

/** Passkeys are what an owner keeps here: the window is the laptop that has it. */
async function addPasskey(page: Page): Promise<void> {
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await dialog.getByLabel('Name').fill('Work laptop')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await keepCodes(page)
}

test('an owner demands a second factor of everybody: whoever has none is led to set one up by the next click, and can do nothing else until they have', async ({
  browser,
  world,
  owner: database,
  clock,
  complaints,
}) => {
  // Lists that poll are refused from the moment on.
  complaints.expected.push(/status of 403/)
  const [demanding, without] = [await newAccount(world, 'Olga Quist', OWNER), await newAccount(world, 'Nora Quist')]
  const owner = await newWindow(browser, { world, complaints })
  const support = await newWindow(browser, { world, complaints })
  try {
    await giveAuthenticator(owner)
    await typePassword(owner, demanding)
    await expectSignedIn(owner)
    await addPasskey(owner)
    await typePassword(support, without)
    await expectSignedIn(support)

    await demandOf(owner, 'Everybody', 'A second factor is demanded of everybody')
    await support.getByRole('link', { name: 'Refusals' }).click()
    const demand = support.getByRole('heading', { name: 'Set up a second factor', level: 1 })
    await expect(demand).toBeVisible()
    expect((await new AxeBuilder({ page: support }).analyze()).violations.map(({ id }) => id)).toEqual([])
    for (const path of ['/', '/sessions', '/people', '/settings/sessions', '/settings']) {
      await support.goto(path)
      await expect(demand).toBeVisible()
    }
    const refused = await support.request.get('/api/console/sessions')
    expect(refused.status()).toBe(403)
    expect(await refused.text()).toContain('Set one up first')

    await support.getByRole('button', { name: 'Set up an authenticator app' }).click()
    const dialog = support.getByRole('dialog', { name: 'Set up an authenticator app' })
    const secret = ((await dialog.getByLabel('Secret', { exact: true }).textContent()) ?? '').replace(/\s/g, '')
    await dialog
      .getByLabel('Code', { exact: true })
      .fill(new TOTP({ secret }).generate({ timestamp: await clock.now() }))
    await dialog.getByRole('button', { name: 'Set up' }).click()
    await keepCodes(support)
    await expect(support.getByRole('heading', { name: 'Your second factor is set up' })).toBeVisible()
    await support.getByRole('link', { name: 'Go on' }).click()
    await expect(support.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()

    await demandOf(owner, 'Nobody', 'A second factor is demanded of nobody')
  } finally {
    // Nobody else’s journey is to meet the demand, or a second owner.
    await database.query('delete from sign_in_setting')
    await asSystem(world, (context) => removeOperator(context, { operatorId: demanding.id, note: null }))
    await Promise.all([owner.context().close(), support.context().close()])
  }
})

test('whoever cannot set one up now can sign out', async ({ browser, world, owner: database, complaints }) => {
  const account = await newAccount(world, 'Nora Quist')
  const page = await newWindow(browser, { world, complaints, width: 390 })
  try {
    await database.query(`insert into sign_in_setting (id, second_factor) values (1, 'everybody')`)
    await typePassword(page, account)
    await expect(page.getByRole('heading', { name: 'Set up a second factor', level: 1 })).toBeVisible()
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  } finally {
    await database.query('delete from sign_in_setting')
    await page.context().close()
  }
})

test('setting one up is nobody’s who is not signed in', async ({ browser, world, complaints }) => {
  const page = await newWindow(browser, { world, complaints })
  await page.goto('/second-factor')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.context().close()
})
