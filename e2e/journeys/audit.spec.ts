import { openRow } from '../world/console'
import { expect, test } from '../world/fixtures'
import { signInToShop } from '../world/shopping'

test('whoever opened a person’s page stands in the audit, once, with a place in the chain', async ({
  signInAs,
  customer,
}) => {
  await signInToShop(customer, 'emi@example.com')
  const support = await signInAs('support')
  await support.goto('/people?name=Emi')
  const sheet = await openRow(support, 'People', /Emi Tanaka/)
  await expect(sheet.getByRole('heading', { name: 'Live' })).toBeVisible()
  await sheet.getByRole('link', { name: 'Open as a page' }).click()
  await expect(support.getByRole('heading', { name: 'Emi Tanaka' })).toBeVisible()

  const page = await signInAs('administrator')
  await page.goto('/audit?act=page.read&person=Emi')
  const entries = page
    .getByRole('grid', { name: 'Audit' })
    .getByRole('row', { name: /Sam Lee.*opened the page of Emi Tanaka/ })
  await expect(entries).toHaveCount(1)
  await entries.click()
  const entry = page.getByRole('dialog', { name: 'Sensitive page opened' })
  await expect(entry.getByText(/Place \d+, sealed/)).toBeVisible({ timeout: 15_000 })
  await expect(entry.getByRole('link', { name: 'Emi Tanaka' })).toBeVisible()
})

test('all entries of one act are found from any of them', async ({ signInAs }) => {
  const page = await signInAs('administrator')
  await page.goto('/audit?act=application.created')
  await page
    .getByRole('grid', { name: 'Audit' })
    .getByRole('row', { name: /connected Storefront/ })
    .click()
  const entry = page.getByRole('dialog', { name: 'Application connected' })
  await entry.getByRole('button', { name: /^Show these \d+ entries in the list$/ }).click()
  await expect(page.getByText(/^of the act/)).toBeVisible()
})

test('support finds the audit in the rail, and there who may read it', async ({ signInAs }) => {
  const page = await signInAs('support')
  await page.getByRole('link', { name: 'Audit' }).click()
  await expect(page.getByText(/^Only .*auditors.* read the audit\.$/)).toBeVisible()
  await expect(page.getByRole('grid')).toHaveCount(0)
})
