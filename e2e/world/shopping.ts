import type { Page } from '@playwright/test'
import { CUSTOMERS } from '@/examples/shop/customers'

/** Signs a customer in at the shop, as a person would. */
export async function signInToShop(page: Page, mail: string): Promise<void> {
  const password = CUSTOMERS.find((customer) => customer.mail === mail)?.password ?? ''
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill(mail)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in' }).click()
}
