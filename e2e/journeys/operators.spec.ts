import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { newAccount, newWindow, typePassword } from '../world/account'
import { choose } from '../world/console'
import { expect, test } from '../world/fixtures'

test.setTimeout(120_000)

const PASSWORD = 'a quiet harbour in november'

/** Somebody whom nothing else in this world is called like. */
function guestOf(first: string) {
  const last = randomUUID().slice(0, 8)
  return { name: `${first} ${last}`, email: `${first.toLowerCase()}.${last}@example.org` }
}

/** Reads the one-time link that a dialog shows, and closes it the way an operator must. */
async function takeLink(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog').filter({ hasText: 'This is shown once.' })
  await dialog.getByRole('button', { name: 'Show the secret' }).click()
  const link = (await dialog.getByLabel('New secret').textContent()) ?? ''
  await dialog.getByRole('checkbox', { name: 'I have passed it on, or kept it' }).check()
  await dialog.getByRole('button', { name: 'Done' }).click()
  await expect(dialog).toBeHidden()
  return link
}

async function findOperator(page: Page, name: string) {
  await page.goto('/settings/operators')
  await page.getByRole('searchbox', { name: 'Find an operator' }).fill(name)
  await page.getByRole('grid', { name: 'Operators' }).getByRole('row', { name }).first().click()
  const sheet = page.getByRole('dialog', { name })
  await expect(sheet.getByRole('list', { name: 'Roles' })).toBeVisible()
  return sheet
}

async function invite(page: Page, who: { name: string; email: string }, where: string): Promise<string> {
  await page.goto('/settings/operators')
  await page.getByRole('button', { name: 'Invite an operator…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Invite an operator' })
  await dialog.getByLabel('Name').fill(who.name)
  await dialog.getByLabel('Mail').fill(who.email)
  await choose(page, 'Role', /^Support/)
  await choose(page, 'Where', where)
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click()
  return takeLink(page)
}

test('an owner invites support for one application; they choose a password elsewhere, see that one alone, and lose it by the next click', async ({
  browser,
  world,
  signInAs,
  complaints,
}) => {
  const owner = await signInAs('owner')
  const who = guestOf('Ina')
  const link = await invite(owner, who, 'Warehouse')
  expect(link).toMatch(/\/invitation#[\w-]{43}$/)
  await expect(owner.getByRole('list', { name: 'Invitations' }).getByText(who.email)).toBeVisible()

  const support = await newWindow(browser, { world, complaints })
  await support.goto(link)
  await expect(support.getByRole('heading', { name: `Welcome, ${who.name}` })).toBeVisible()
  expect(support.url()).not.toContain('#')
  await expect(support.getByRole('list', { name: 'What you may do' })).toContainText('Support of Warehouse')
  await support.getByLabel('Choose a password').fill('too short')
  await support.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(support.getByText(/Use at least 15 characters/)).toBeVisible()
  await support.getByLabel('Choose a password').fill(PASSWORD)
  await support.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(support.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()

  await support.goto('/applications')
  const applications = support.getByRole('grid', { name: 'Applications' })
  await expect(applications.getByRole('row', { name: 'Warehouse' })).toBeVisible()
  await expect(applications.getByRole('row', { name: 'Storefront' })).toHaveCount(0)
  await support.goto('/settings/operators')
  await expect(
    support.getByText('Only owners, administrators and auditors see who operates this console.'),
  ).toBeVisible()

  const again = await newWindow(browser, { world, complaints })
  await again.goto(link)
  await expect(again.getByRole('heading', { name: 'This invitation cannot be used' })).toBeVisible()
  await again.context().close()

  await support.goto('/applications')
  await applications.getByRole('row', { name: 'Warehouse' }).click()
  await expect(support.getByRole('heading', { name: 'Warehouse', level: 1 })).toBeVisible()
  const sheet = await findOperator(owner, who.name)
  await sheet.getByRole('button', { name: 'Change roles…' }).click()
  await choose(owner, 'Where', 'Storefront')
  await owner.getByRole('button', { name: 'Change roles', exact: true }).click()
  await expect(sheet.getByRole('list', { name: 'Roles' })).toContainText('Support of Storefront')
  await support.reload()
  await expect(support.getByRole('heading', { name: 'Warehouse', level: 1 })).toHaveCount(0)
  await support.goto('/applications')
  await expect(applications.getByRole('row', { name: 'Storefront' })).toBeVisible()

  await sheet.getByRole('button', { name: 'Disable…' }).click()
  const question = owner.getByRole('dialog', { name: `Disable ${who.name}?` })
  await expect(question.getByText('Their 1 open session, at once.')).toBeVisible()
  await question.getByLabel('Note').fill('Contract ended')
  await question.getByRole('button', { name: 'Disable' }).click()
  await expect(sheet.getByText('Contract ended')).toBeVisible()
  await support.getByRole('link', { name: 'Refusals' }).click()
  await expect(support.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(support.getByText(/your access to this console was taken away/)).toBeVisible()
  await support.context().close()
})

test('an owner resets how somebody signs in, who chooses a new password by the link, once', async ({
  browser,
  world,
  signInAs,
  complaints,
}) => {
  const account = await newAccount(world, guestOf('Rosa').name)
  const theirs = await newWindow(browser, { world, complaints })
  await typePassword(theirs, account)
  await expect(theirs.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()
  const owner = await signInAs('owner')
  const sheet = await findOperator(owner, account.name)
  await sheet.getByRole('button', { name: 'Reset sign-in…' }).click()
  await owner.getByRole('button', { name: 'Reset', exact: true }).click()
  const link = await takeLink(owner)
  await theirs.goto('/sessions')
  await expect(theirs.getByText(/what your account is entered by has changed/)).toBeVisible()
  await typePassword(theirs, account)
  await expect(theirs.getByText('Mail or password is not right.')).toBeVisible()
  await theirs.goto(link)
  await theirs.getByLabel('New password', { exact: true }).fill('seven lanterns over the estuary')
  await theirs.getByRole('button', { name: 'Choose and sign in' }).click()
  await expect(theirs.getByRole('heading', { name: 'Account' })).toBeVisible()
  await theirs.goto(link)
  await expect(theirs.getByRole('heading', { name: 'This link cannot be used' })).toBeVisible()
  await theirs.context().close()
})

test('the only owner cannot take themself away, and an administrator is told why owners are not theirs to touch', async ({
  signInAs,
  world,
}) => {
  const owner = await signInAs('owner')
  const own = await findOperator(owner, world.operators.owner.name)
  for (const name of ['Change roles…', 'Disable…', 'Remove…']) {
    const button = own.getByRole('button', { name })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAccessibleDescription(/You are the only owner|This is your own account/)
  }
  const administrator = await signInAs('administrator')
  const theirs = await findOperator(administrator, world.operators.owner.name)
  for (const name of ['Change roles…', 'Disable…', 'Remove…']) {
    const button = theirs.getByRole('button', { name })
    await expect(button).toBeDisabled()
    await expect(button).toHaveAccessibleDescription('Only owners change owners. Ask one of them.')
  }
  await expect(theirs.getByRole('button', { name: 'Reset sign-in…' })).toHaveAccessibleDescription(
    'Only owners reset how somebody signs in.',
  )
})

test('an invitation is renewed, which ends the link before, and withdrawn; one for an owner is not an administrator’s', async ({
  browser,
  world,
  signInAs,
  complaints,
}) => {
  const administrator = await signInAs('administrator')
  const who = guestOf('Per')
  const first = await invite(administrator, who, 'Storefront')
  await administrator.getByRole('button', { name: `New link for ${who.name}` }).click()
  const second = await takeLink(administrator)
  const guest = await newWindow(browser, { world, complaints })
  await guest.goto(first)
  await expect(guest.getByRole('heading', { name: 'This invitation cannot be used' })).toBeVisible()
  await guest.goto('/sign-in')
  await guest.goto(second)
  await expect(guest.getByRole('heading', { name: `Welcome, ${who.name}` })).toBeVisible()
  await administrator.getByRole('button', { name: `Withdraw the invitation of ${who.name}` }).click()
  await expect(administrator.getByText(who.email)).toHaveCount(0)
  await guest.getByLabel('Choose a password').fill(PASSWORD)
  await guest.getByRole('button', { name: 'Accept and sign in' }).click()
  await expect(guest.getByText(/This invitation was used or withdrawn/)).toBeVisible()
  await guest.context().close()
})
