import { AxeBuilder } from '@axe-core/playwright'
import { choose, find, openRow } from '../world/console'
import { expect, test } from '../world/fixtures'
import { signInToShop } from '../world/shopping'

test('a customer whose session was revoked reads why, in English and German, and signs in again', async ({
  browser,
  signInAs,
  shop,
  owner,
}) => {
  await owner.query(`update application set sign_in_url = $1 where slug = 'storefront'`, [`${shop.url}/sign-in`])
  const context = await browser.newContext({
    baseURL: shop.url,
    locale: 'de-DE',
    viewport: { width: 390, height: 844 },
  })
  const customer = await context.newPage()
  await signInToShop(customer, 'ben@example.com')

  await test.step('an operator ends the session', async () => {
    const operator = await signInAs('administrator')
    await find(operator, 'ben@example.com')
    await operator.getByRole('link', { name: /^Ben/ }).click()
    const sheet = await openRow(operator, 'Sessions and keys', /Session.*Storefront/)
    await sheet.getByRole('button', { name: 'Revoke…' }).click()
    await choose(operator, 'Cause', /^Key compromise/)
    const dialog = operator.getByRole('dialog', { name: /^Revoke/ })
    await dialog.getByLabel('Note').fill('Laptop stolen, case 4711')
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await expect(dialog.getByText(/1 ended/)).toBeVisible()
  })

  await customer.goto('/cart')
  await expect(customer.getByRole('heading', { name: 'Sie sind abgemeldet' })).toBeVisible()
  await customer.getByRole('link', { name: 'Warum wurde ich abgemeldet?' }).click()
  await expect(customer.getByRole('heading', { level: 1, name: 'Zu Ihrem Schutz abgemeldet' })).toBeVisible()
  await expect(customer.getByRole('main')).not.toContainText(/Ben|Dana|4711|stolen/)
  expect((await new AxeBuilder({ page: customer }).analyze()).violations).toEqual([])

  await customer.getByRole('link', { name: 'English' }).click()
  await expect(customer.getByRole('heading', { level: 1, name: 'You were signed out to protect you' })).toBeVisible()
  expect(await customer.evaluate(() => document.documentElement.lang)).toBe('en')
  await customer.getByRole('link', { name: 'Sign in again' }).click()
  await expect(customer.getByRole('heading', { name: 'Sign in', exact: true })).toBeVisible()
  await signInToShop(customer, 'ben@example.com')
  await context.close()
})

test('the page needs no script, is kept nowhere, and answers every wrong reference alike', async ({
  browser,
  world,
}) => {
  const context = await browser.newContext({ baseURL: world.consoleUrl, javaScriptEnabled: false, locale: 'de-DE' })
  const page = await context.newPage()
  const texts: string[] = []
  for (const reference of ['req_0000000000000000000000', 'hello', 'req_%3Cscript%3E']) {
    const response = await page.goto(`/why/${reference}`)
    expect(response?.status()).toBe(200)
    expect(response?.headers()['cache-control']).toContain('no-store')
    expect(response?.headers()['referrer-policy']).toMatch(/same-origin|no-referrer/)
    await expect(page.getByRole('heading', { name: 'Zu dieser Referenz gibt es keine Auskunft' })).toBeVisible()
    texts.push((await page.getByRole('main').textContent()) ?? '')
  }
  expect(new Set(texts).size).toBe(1)
  await context.close()
})
