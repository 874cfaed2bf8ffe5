import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { TOTP } from 'otpauth'
import { MINUTE } from '@/lib/core/instant'
import { routes } from '@/lib/routes'
import { breakIn, giveAuthenticator, newAccount, newWindow, typePassword } from '../world/account'
import { choose } from '../world/console'
import { expect } from '../world/fixtures'
import type { Tools, Walk } from './walk'

export const settings: Walk = {
  title: 'the settings, under the alarm that owners must see',
  pages: [
    '/settings',
    '/settings/sessions',
    '/settings/appearance',
    '/settings/mail',
    '/settings/single-sign-on',
    '/settings/operators',
    '/settings/operators/[id]',
  ],
  async go(tools) {
    const { world, signInAs, ask } = tools
    const account = await newAccount(world, `Nora ${randomUUID().slice(0, 8)}`)
    await breakIn(world, account.email)
    const page = await signInAs('owner')
    const alarm = page.getByRole('listitem').filter({ hasText: account.name })
    await expect(alarm).toBeVisible()
    for (const path of [
      routes.settings(),
      routes.ownSessions(),
      routes.appearance(),
      routes.mailSettings(),
      routes.singleSignOn(),
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await ask(page, path)
    }
    await alarm.getByRole('button', { name: 'I have seen this' }).click()
    await expect(alarm).toHaveCount(0)
    await askAboutOperators(page, account.name, tools)
  },
}

async function askAboutOperators(page: Page, name: string, { ask }: Tools): Promise<void> {
  await page.goto(routes.operators())
  await page.getByRole('button', { name: 'Invite an operator…' }).click()
  const inviting = page.getByRole('dialog', { name: 'Invite an operator' })
  await inviting.getByLabel('Name').fill(`Ina ${name}`)
  await inviting.getByLabel('Mail').fill(`${randomUUID().slice(0, 8)}@example.org`)
  await choose(page, 'Where', 'Warehouse')
  await ask(page, 'somebody to invite')
  await inviting.getByRole('button', { name: 'Invite', exact: true }).click()
  await expect(page.getByRole('button', { name: 'Show the secret' })).toBeVisible()
  await ask(page, 'the link of an invitation')
  await page.getByRole('checkbox', { name: 'I have passed it on, or kept it' }).check()
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('list', { name: 'Invitations' }).getByText(`Ina ${name}`)).toBeVisible()
  await ask(page, 'the operators, and who is invited')
  await page.getByRole('searchbox', { name: 'Find an operator' }).fill(name)
  await page.getByRole('grid', { name: 'Operators' }).getByRole('row', { name }).first().click()
  const sheet = page.getByRole('dialog', { name })
  await expect(sheet.getByRole('list', { name: 'Roles' })).toBeVisible()
  await ask(page, 'an operator beside the list')
  await sheet.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await ask(page, 'an operator')
  for (const button of ['Change roles…', 'Reset sign-in…', 'Disable…', 'Remove…']) {
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog', { name: new RegExp(name) })
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await ask(page, button)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
  }
}

export const account: Walk = {
  title: 'one’s own account: password, second factors, codes, and the question who is there',
  pages: ['/settings', '/settings/sessions', '/sign-in/second-factor'],
  async go(tools) {
    const { browser, world, complaints, clock, ask } = tools
    const who = await newAccount(world, 'Nora Quist')
    const elsewhere = await newWindow(browser, { world, complaints })
    await typePassword(elsewhere, who)
    await expect(elsewhere.getByLabel('What do you want to know about?')).toBeVisible()
    const page = await newWindow(browser, { world, complaints })
    await giveAuthenticator(page)
    await typePassword(page, who)
    await expect(page.getByLabel('What do you want to know about?')).toBeVisible()
    await page.goto(routes.ownSessions())
    await expect(page.getByRole('list', { name: 'New devices' })).toBeVisible()
    await ask(page, 'own sessions, and a new device')
    await page.goto(routes.settings())
    await page.getByRole('button', { name: 'Change password…' }).click()
    await expect(page.getByLabel('Current password')).toBeVisible()
    await ask(page, 'a password to change')
    await page.getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await askAboutApp(page, tools)
    await askAboutPasskey(page, tools)

    await clock.advance(6 * MINUTE)
    await page.getByRole('button', { name: 'Make new recovery codes' }).click()
    await page.getByRole('button', { name: 'Make new codes' }).click()
    await expect(
      page.getByRole('dialog', { name: 'Confirm it is you' }).getByRole('button', { name: 'Confirm' }),
    ).toBeVisible()
    await ask(page, 'the question who is there')
    const outside = await newWindow(browser, { world, complaints })
    await typePassword(outside, who)
    await expect(outside.getByRole('heading', { name: 'One more step' })).toBeVisible()
    await ask(outside, 'the second factor at sign-in')
    await outside.getByRole('button', { name: 'Use a recovery code' }).click()
    await expect(outside.getByLabel('Recovery code')).toBeVisible()
    await ask(outside, 'a recovery code at sign-in')
    await Promise.all([elsewhere, page, outside].map((each) => each.context().close()))
  },
}

async function askAboutApp(page: Page, { clock, ask }: Tools): Promise<void> {
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Set up an authenticator app' })
  await expect(dialog.getByRole('img', { name: /QR code/ })).toBeVisible()
  await ask(page, 'an authenticator app to set up')
  const secret = ((await dialog.getByLabel('Secret', { exact: true }).textContent()) ?? '').replace(/\s/g, '')
  const code = new TOTP({ secret }).generate({ timestamp: await clock.now() })
  await dialog.getByLabel('Code', { exact: true }).fill(code)
  await dialog.getByRole('button', { name: 'Set up' }).click()
  const kept = page.getByRole('dialog', { name: 'Keep your recovery codes' })
  await expect(kept.getByRole('list', { name: 'Recovery codes' })).toBeVisible()
  await ask(page, 'recovery codes')
  await kept.getByLabel('I have kept them').check()
  await kept.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

async function askAboutPasskey(page: Page, { ask }: Tools): Promise<void> {
  await page.getByRole('button', { name: 'Add a passkey…' }).click()
  const adding = page.getByRole('dialog', { name: 'Add a passkey' })
  await adding.getByLabel('Name').fill('Work laptop')
  await ask(page, 'a passkey to add')
  await adding.getByRole('button', { name: 'Continue' }).click()
  await expect(page.getByRole('list', { name: 'Passkeys' }).getByText('Work laptop')).toBeVisible()
  await ask(page, 'an account with second factors')
  for (const button of ['Rename Work laptop', 'Remove Work laptop', 'Make new recovery codes']) {
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog')
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await ask(page, button)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
  }
}
