import { randomUUID } from 'node:crypto'
import { routes } from '@/lib/routes'
import { inviteOperator } from '@/lib/services/operators/invitations/invite'
import { breakIn, newAccount, newWindow, typePassword } from '../world/account'
import { asSystem } from '../world/as-system'
import { expect } from '../world/fixtures'
import type { World } from '../world/state'
import type { Tools, Walk } from './walk'

export const doors: Walk = {
  title: 'every way in, open and shut',
  pages: ['/sign-in', '/forgotten', '/recover', '/invitation', '/second-factor', '/set-up', '/confirmed'],
  async go(tools) {
    const { browser, world, complaints, ask } = tools
    const page = await newWindow(browser, { world, complaints })
    const who = await newAccount(world, 'Nora Quist')
    await page.goto(`${routes.recover()}#${await breakIn(world, who.email)}`)
    await expect(page.getByLabel('New password', { exact: true })).toBeVisible()
    await ask(page, 'a password to choose')
    await page.goto(`${routes.invitation()}#${await invited(world)}`)
    await expect(page.getByLabel('Choose a password')).toBeVisible()
    await ask(page, 'an invitation')
    for (const [path, title] of [
      [routes.recover(), 'This link cannot be used'],
      [routes.invitation(), 'This invitation cannot be used'],
      [routes.setUp(), 'This link cannot be used'],
      [routes.forgotten(), 'Forgotten password'],
      [`${routes.confirmed()}?sso=sso.somebody_else`, 'Not confirmed'],
      [routes.confirmed(), 'Confirmed'],
      [routes.signIn({ next: routes.refusals(), error: 'ended' }), 'Sign in'],
    ] as const) {
      await page.goto(path)
      await expect(page.getByRole('heading', { name: title, exact: true })).toBeVisible()
      await ask(page, `${path}: ${title}`)
    }
    await typePassword(page, { ...who, password: 'not the right password' })
    await expect(page.getByText('Mail or password is not right.')).toBeVisible()
    await ask(page, 'a wrong password')
    await askAboutForgotten(tools)
    await askAboutDemand(tools)
    await page.context().close()
  },
}

/** The token of an invitation. */
async function invited(world: World): Promise<string> {
  const who = { name: 'Ina Berg', email: `${randomUUID().slice(0, 8)}@example.org` }
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await asSystem(world, (context) => inviteOperator(context, { ...who, bindings }))
  if (!made.ok) throw new Error(made.message)
  return made.value.token
}

async function askAboutForgotten({ browser, world, complaints, owner, ask }: Tools): Promise<void> {
  const page = await newWindow(browser, { world, complaints })
  try {
    await owner.query('update mail_setting set server_set = true')
    await page.goto(routes.forgotten())
    await expect(page.getByRole('button', { name: 'Send the link' })).toBeVisible()
    await ask(page, 'a link to ask for')
    await page.getByLabel('Mail').fill('nobody.at.all@example.org')
    await page.getByRole('button', { name: 'Send the link' }).click()
    await expect(page.getByRole('heading', { name: 'Look at your mail' })).toBeVisible()
    await ask(page, 'a link that was asked for')
  } finally {
    await owner.query('update mail_setting set server_set = false')
    await page.context().close()
  }
}

async function askAboutDemand({ browser, world, complaints, owner, ask }: Tools): Promise<void> {
  const page = await newWindow(browser, { world, complaints })
  const who = await newAccount(world, 'Nora Quist')
  try {
    await owner.query(`insert into sign_in_setting (id, second_factor) values (1, 'everybody')`)
    await typePassword(page, who)
    await expect(page.getByRole('heading', { level: 1, name: 'Set up a second factor' })).toBeVisible()
    await ask(page, 'a second factor that is demanded')
  } finally {
    await owner.query('delete from sign_in_setting')
    await page.context().close()
  }
}
