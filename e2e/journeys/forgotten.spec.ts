import type { Page } from '@playwright/test'
import { openNoticeSecret } from '@/lib/services/notice-secret'
import { newAccount, newWindow, typePassword } from '../world/account'
import { asSystem } from '../world/as-system'
import { expect, test } from '../world/fixtures'

test.setTimeout(120_000)

const NEW_PASSWORD = 'seven lanterns over the estuary'

/** What the page answers, without the address that was typed. */
async function answerTo(page: Page, email: string): Promise<string> {
  await page.goto('/sign-in')
  await page.getByRole('link', { name: 'Forgotten your password?' }).click()
  // Sign-in has a field of that name too.
  await expect(page.getByRole('button', { name: 'Send the link' })).toBeVisible()
  await page.getByLabel('Mail').fill(email)
  await page.getByRole('button', { name: 'Send the link' }).click()
  await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeVisible()
  return ((await page.getByRole('main').textContent()) ?? '').replace(email, '…')
}

test('whoever forgot their password gets one answer, known here or not; the link that is mailed opens the account once', async ({
  browser,
  world,
  owner: database,
  complaints,
}) => {
  const account = await newAccount(world, 'Nora Quist')
  const page = await newWindow(browser, { world, complaints })
  const mailed = async () => {
    const { rows } = await database.query<{ dedupeKey: string; sealedSecret: Buffer }>(
      `select dedupe_key as "dedupeKey", sealed_secret as "sealedSecret" from notice where kind = 'operator_forgotten'`,
    )
    return rows
  }
  try {
    // This world has no mail server: what is queued stays, to be looked at here.
    await database.query('update mail_setting set server_set = true')
    const unknown = await answerTo(page, 'nobody.at.all@example.org')
    expect(await mailed()).toEqual([])
    expect(await answerTo(page, account.email)).toBe(unknown)
    const [mail, ...others] = await mailed()
    expect(others).toEqual([])
    if (mail === undefined) throw new Error('No mail was queued')

    const token = await asSystem(world, async ({ services }) => openNoticeSecret(services.keyring, mail))
    await page.goto(`/recover#${token}`)
    await expect(page.getByText(/A second factor you have is asked for afterwards/)).toBeVisible()
    await page.getByLabel('New password', { exact: true }).fill(NEW_PASSWORD)
    await page.getByRole('button', { name: 'Choose and sign in' }).click()
    await expect(page.getByRole('heading', { name: 'Account', level: 1 })).toBeVisible()
    const again = await newWindow(browser, { world, complaints })
    await again.goto(`/recover#${token}`)
    await expect(again.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible()
    await typePassword(again, account)
    await expect(again.getByText('Mail or password is not right.')).toBeVisible()
    await again.context().close()
  } finally {
    await database.query('update mail_setting set server_set = false')
    await database.query(`delete from notice where kind = 'operator_forgotten'`)
    await page.context().close()
  }
})

test('where no mail is sent nobody is offered one, and the page says whom to ask', async ({
  browser,
  world,
  complaints,
}) => {
  const page = await newWindow(browser, { world, complaints })
  await page.goto('/sign-in')
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Forgotten your password?' })).toHaveCount(0)
  await page.goto('/forgotten')
  await expect(page.getByText(/This installation sends no mail. Ask an owner/)).toBeVisible()
  await page.context().close()
})
