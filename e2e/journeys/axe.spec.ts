import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { find, openRow } from '../world/console'
import { expect, test } from '../world/fixtures'
import { createShopKey, signInToShop } from '../world/shopping'

test.setTimeout(180_000)

for (const dark of [false, true]) {
  const look = dark ? 'dark' : 'light'

  test(`axe finds nothing on any list, nor on what opens over it, ${look}`, async ({ signInAs, customer, shop }) => {
    await fetch(`${shop.url}/api/orders`, { headers: { authorization: 'Bearer nothing-of-ours' } })
    await signInToShop(customer, 'emi@example.com')
    await createShopKey(customer, `Printer ${look}`)
    const page = await signInAs('administrator', { dark })
    await expectAccessible(page, 'Find')

    await page.goto('/sessions')
    const session = await openRow(page, 'Sessions', /Emi Tanaka/)
    await expect(session.getByText('Recent')).toBeVisible()
    await expectAccessible(page, 'Sessions with a sheet')
    await session.getByRole('button', { name: 'Revoke…' }).click()
    await expect(page.getByRole('dialog', { name: /^Revoke/ })).toBeVisible()
    await expectAccessible(page, 'Revoke')

    await page.goto('/keys')
    const key = await openRow(page, 'API keys', new RegExp(`Printer ${look}`))
    await key.getByRole('button', { name: 'Rotate…' }).click()
    await expect(page.getByRole('dialog', { name: /^Rotate/ })).toBeVisible()
    await expectAccessible(page, 'Rotate')

    await page.goto('/refusals')
    await expect(page.getByRole('grid', { name: 'Refusals' })).toBeVisible()
    await expectAccessible(page, 'Refusals')
    await page.goto('/policies')
    await expect(page.getByRole('grid', { name: 'Policies' })).toBeVisible()
    await expectAccessible(page, 'Policies')
    await page.goto('/overview')
    await expect(page.getByRole('list', { name: 'Figures' })).toBeVisible()
    await expectAccessible(page, 'Overview')
    await page.goto('/people?name=Emi')
    const person = await openRow(page, 'People', /Emi Tanaka/)
    await expect(person.getByRole('heading', { name: 'Live' })).toBeVisible()
    await expectAccessible(page, 'People with a sheet')
    await page.goto('/audit')
    const entry = await openRow(page, 'Audit', /Storefront/)
    await expect(entry.getByRole('heading', { name: 'The whole act' })).toBeVisible()
    await expectAccessible(page, 'Audit with a sheet')
    await page.goto('/applications')
    await page
      .getByRole('grid', { name: 'Applications' })
      .getByRole('row', { name: /Storefront/ })
      .click()
    await expect(page.getByRole('grid', { name: 'Service keys' })).toBeVisible()
    await expectAccessible(page, 'Application')
    await page.goto('/applications/new')
    await expect(page.getByRole('button', { name: 'Connect' })).toBeVisible()
    await expectAccessible(page, 'Connect an application')
    await page.getByRole('button', { name: /^Find: / }).click()
    await expect(page.getByRole('dialog', { name: 'Find' })).toBeVisible()
    await expectAccessible(page, 'the palette')
  })

  test(`axe finds nothing on any page about one thing, ${look}`, async ({ signInAs, customer }) => {
    await signInToShop(customer, 'emi@example.com')
    const page = await signInAs('administrator', { dark })
    await find(page, 'emi@example.com')
    await expect(page.getByRole('list', { name: 'Found' })).toBeVisible()
    await expectAccessible(page, 'what was found')
    await page.getByRole('link', { name: /^Emi Tanaka/ }).click()
    const sheet = await openRow(page, 'Sessions and keys', /Session.*Storefront/)
    await expectAccessible(page, 'Person with a sheet')
    await sheet.getByRole('link', { name: 'Open as a page' }).click()
    await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible()
    await expectAccessible(page, 'Session')
    await page.getByRole('link', { name: 'Explain' }).click()
    await expect(page.getByRole('article', { name: 'Explanation' })).toBeVisible()
    await expectAccessible(page, 'Explain')

    await page.goto('/policies')
    await page.getByRole('link', { name: 'Sessions of the installation' }).click()
    await page.getByRole('button', { name: /^NIST AAL3/ }).click()
    await expect(page.getByText(/counted .*, exact/)).toBeVisible()
    await expectAccessible(page, 'Policy')
    await page.getByRole('button', { name: 'Review and save…' }).click()
    await expect(page.getByRole('dialog', { name: /^Save version/ })).toBeVisible()
    await expectAccessible(page, 'Save a version')
  })

  test(`axe finds nothing at the door, ${look}`, async ({ browser, world }) => {
    const context = await browser.newContext({ baseURL: world.consoleUrl, colorScheme: dark ? 'dark' : 'light' })
    const page = await context.newPage()
    await page.goto('/sign-in')
    await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
    await expectAccessible(page, 'Sign in')
    await page.goto('/set-up')
    await expect(page.getByText('This link cannot be used')).toBeVisible()
    await expectAccessible(page, 'Set up')
    await page.goto('/forgotten')
    await expect(page.getByRole('heading', { name: 'Forgotten password' })).toBeVisible()
    await expectAccessible(page, 'Forgotten password')
    await context.close()
  })
}

async function expectAccessible(page: Page, where: string): Promise<void> {
  // What is half faded in has half its contrast.
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map((animation) => animation.finished)))
  const { violations } = await new AxeBuilder({ page }).analyze()
  const told = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`)
  expect(told, where).toEqual([])
}
