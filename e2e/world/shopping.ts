import { expect, type Page } from '@playwright/test'
import { CUSTOMERS } from '@/examples/shop/customers'
import { noteTokens } from './tokens'

/** Signs a customer in at the shop, as a person would. */
export async function signInToShop(page: Page, mail: string): Promise<void> {
  const password = CUSTOMERS.find((customer) => customer.mail === mail)?.password ?? ''
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill(mail)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('heading', { name: 'Products' })).toBeVisible()
  noteTokens(await shopToken(page))
}

/** What the customer would read out to support. */
export async function referenceOn(page: Page): Promise<string> {
  const reference = (await page.getByLabel('Reference').textContent()) ?? ''
  expect(reference).toMatch(/^req_[0-9A-Za-z]{22}$/)
  return reference
}

/** The session token a signed-in customer's browser holds. */
export async function shopToken(page: Page): Promise<string> {
  const cookies = await page.context().cookies()
  return cookies.find(({ name }) => name === 'shop.session')?.value ?? ''
}

/** Makes an API key in the customer's account. */
export async function createShopKey(page: Page, name: string): Promise<string> {
  await page.goto('/account')
  await page.getByLabel('Name').fill(name)
  await page.getByRole('button', { name: 'Create key' }).click()
  const key = (await page.getByLabel(name).textContent()) ?? ''
  noteTokens(key)
  return key
}
