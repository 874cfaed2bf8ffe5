import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { MINUTE } from '@/lib/core/instant'
import { routes } from '@/lib/routes'
import { giveAuthenticator, keepCodes, newAccount, newWindow, typePassword } from '../world/account'
import { expect, test } from '../world/fixtures'
import { watchPage } from '../world/watch'

test.setTimeout(120_000)

async function expectSignedIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()
}

async function signOut(page: Page): Promise<void> {
  await page.goto('/')
  await page.getByRole('complementary', { name: 'Console' }).getByRole('button', { name: 'Nora Quist' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
}

test('an authenticator app is set up, asked for at the next sign-in, and each of its codes and recovery codes works once', async ({
  browser,
  world,
  clock,
  complaints,
}) => {
  const account = await newAccount(world, 'Nora Quist')
  const page = await newWindow(browser, { world, complaints })
  await typePassword(page, account)
  await expectSignedIn(page)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
  const secret = ((await dialog.getByLabel('Secret', { exact: true }).textContent()) ?? '').replace(/\s/g, '')
  const code = async () => new TOTP({ secret }).generate({ timestamp: await clock.now() })
  await dialog.getByLabel('Code', { exact: true }).fill(await code())
  await dialog.getByRole('button', { name: 'Set up' }).click()
  const codes = await keepCodes(page)
  expect(codes).toHaveLength(10)
  await expect(page.getByText('10 of 10 left')).toBeVisible()
  await signOut(page)

  await clock.advance(MINUTE)
  await typePassword(page, account)
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
  const used = await code()
  await page.getByLabel('Code', { exact: true }).fill(used)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expectSignedIn(page)
  await signOut(page)

  await typePassword(page, account)
  await page.getByLabel('Code', { exact: true }).fill(used)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/could not be confirmed, or was used already/)).toBeVisible()
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expectSignedIn(page)
  await signOut(page)

  await typePassword(page, account)
  await page.getByRole('button', { name: 'Use a recovery code' }).click()
  await page.getByLabel('Recovery code').fill(codes[0] ?? '')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByText(/could not be confirmed, or was used already/)).toBeVisible()
  await page.context().close()
})

test('a passkey is added, signs in alone and as the second factor, and opens nothing once it is removed', async ({
  browser,
  world,
  complaints,
}) => {
  const account = await newAccount(world, 'Nora Quist')
  const page = await newWindow(browser, { world, complaints })
  await giveAuthenticator(page)
  await typePassword(page, account)
  await expectSignedIn(page)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await dialog.getByLabel('Name').fill('Work laptop')
  await dialog.getByRole('button', { name: 'Continue' }).click()
  await keepCodes(page)
  await expect(page.getByRole('list', { name: 'Passkeys' }).getByText('Work laptop')).toBeVisible()
  await signOut(page)

  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expectSignedIn(page)
  await signOut(page)

  await typePassword(page, account)
  await expect(page.getByRole('heading', { name: 'One more step' })).toBeVisible()
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expectSignedIn(page)

  await page.goto('/settings')
  await page.getByRole('button', { name: 'Remove Work laptop' }).click()
  await page.getByRole('dialog', { name: 'Remove Work laptop?' }).getByRole('button', { name: 'Remove' }).click()
  await expect(page.getByText('None: your password alone opens the console.')).toBeVisible()
  await signOut(page)
  await page.getByRole('button', { name: 'Use a passkey' }).click()
  await expect(page.getByText(/could not be confirmed/)).toBeVisible()
  await page.context().close()
})

test('after five minutes a change of factors asks who is there, keeps what was typed, and goes on', async ({
  browser,
  world,
  clock,
  complaints,
}) => {
  const account = await newAccount(world, 'Nora Quist')
  const page = await newWindow(browser, { world, complaints })
  await giveAuthenticator(page)
  await typePassword(page, account)
  await expectSignedIn(page)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add a passkey' })
  await dialog.getByLabel('Name').fill('Work laptop')
  await clock.advance(6 * MINUTE)
  await dialog.getByRole('button', { name: 'Continue' }).click()
  const question = page.getByRole('dialog', { name: 'Confirm it is you' })
  await question.getByLabel('Password').fill('not the right password')
  await question.getByRole('button', { name: 'Confirm' }).click()
  await expect(question.getByText('This is not your password.')).toBeVisible()
  await question.getByLabel('Password').fill(account.password)
  await question.getByRole('button', { name: 'Confirm' }).click()
  await keepCodes(page)
  await expect(page.getByRole('list', { name: 'Passkeys' }).getByText('Work laptop')).toBeVisible()
  await page.context().close()
})

test('confirming who one is gives the browser a new token: the act goes on, the old one is dead, and a second tab stays signed in', async ({
  browser,
  world,
  clock,
  complaints,
}) => {
  complaints.expected.push(/status of 401 .*\/api\/console\//)
  const account = await newAccount(world, 'Nora Quist')
  const page = await newWindow(browser, { world, complaints })
  await typePassword(page, account)
  await expectSignedIn(page)
  const cookie = async () => (await page.context().cookies()).find(({ name }) => name === 'assay.session')
  const before = await cookie()
  const tab = await page.context().newPage()
  watchPage(tab, complaints)
  await tab.goto('/refusals')
  const polled = () => tab.waitForResponse((response) => response.url().includes(routes.api.refusals()))
  await polled()

  await clock.advance(6 * MINUTE)
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const question = page.getByRole('dialog', { name: 'Confirm it is you' })
  await question.getByLabel('Password').fill(account.password)
  await question.getByRole('button', { name: 'Confirm' }).click()
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible()
  const after = await cookie()
  expect(after?.value).toMatch(/^asy_live_session_/)
  expect(after?.value).not.toBe(before?.value)
  expect({ ...after, value: '', expires: 0 }).toEqual({ ...before, value: '', expires: 0 })

  await test.step('a poll that was under way with the old token is asked once more', async () => {
    const old = { cookie: `assay.session=${before?.value}` }
    const poll = `**${routes.api.refusals()}*`
    const refused = tab.waitForResponse((response) => response.status() === 401)
    await tab.route(
      poll,
      async (route) => {
        const answer = await fetch(route.request().url(), { headers: old })
        await route.fulfill({
          status: answer.status,
          contentType: 'application/problem+json',
          body: await answer.text(),
        })
      },
      { times: 1 },
    )
    expect(await (await refused).json()).toMatchObject({ type: expect.stringMatching(/session-renewed$/) })
    expect((await polled()).status()).toBe(200)
    expect((await polled()).status()).toBe(200)
    await expect(tab).toHaveURL(/\/refusals/)
  })

  await tab.goto('/settings/sessions')
  await expect(tab.getByRole('list', { name: 'Your sessions' }).getByRole('listitem')).toHaveCount(1)
  await page.context().close()
})

test('own sessions are seen, and the others end at once', async ({ browser, world, complaints }) => {
  const account = await newAccount(world, 'Nora Quist')
  const [here, there] = [
    await newWindow(browser, { world, complaints }),
    await newWindow(browser, { world, complaints }),
  ]
  for (const page of [there, here]) {
    await typePassword(page, account)
    await expectSignedIn(page)
  }
  await here.goto('/settings/sessions')
  const sessions = here.getByRole('list', { name: 'Your sessions' })
  await expect(sessions.getByRole('listitem')).toHaveCount(2)
  await expect(sessions.getByRole('listitem').first().getByText('this one')).toBeVisible()
  await expect(here.getByRole('list', { name: 'New devices' }).getByRole('listitem')).toHaveCount(1)
  await here.getByRole('button', { name: /^It was me/ }).click()
  await expect(here.getByRole('list', { name: 'New devices' })).toHaveCount(0)
  await here.getByRole('button', { name: 'End the others' }).click()
  await expect(sessions.getByRole('listitem')).toHaveCount(1)
  await there.goto('/sessions')
  await expect(there.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await Promise.all([here.context().close(), there.context().close()])
})
