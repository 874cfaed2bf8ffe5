import { routes } from '@/lib/routes'
import { openRow } from '../world/console'
import { dataPlane, signedIn } from '../world/customers'
import { expect, test } from '../world/fixtures'

test('whoever opened a person’s page stands in the audit, once, with a place in the chain', async ({
  signInAs,
  world,
}) => {
  const { name } = await signedIn(dataPlane(world), 1)
  const support = await signInAs('support')
  await support.goto(routes.people({ name }))
  const sheet = await openRow(support, 'People', new RegExp(name))
  await expect(sheet.getByRole('heading', { name: 'Live' })).toBeVisible()
  await sheet.getByRole('link', { name: 'Open as a page' }).click()
  await expect(support.getByRole('heading', { level: 1, name })).toBeVisible()

  const page = await signInAs('administrator')
  await page.goto(routes.audit({ act: 'page.read', person: name }))
  const entries = page
    .getByRole('grid', { name: 'Audit' })
    .getByRole('row', { name: new RegExp(`Sam Lee.*opened the page of ${name}`) })
  await expect(entries).toHaveCount(1)
  await entries.click()
  const entry = page.getByRole('dialog', { name: 'Sensitive page opened' })
  await expect(entry.getByText(/Place \d+, sealed/)).toBeVisible({ timeout: 15_000 })
  await expect(entry.getByRole('link', { name })).toBeVisible()
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
