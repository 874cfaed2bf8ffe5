import type { Page } from '@playwright/test'
import { newApplication } from '../world/account'
import { dataPlane, signedIn } from '../world/customers'
import { expect, test } from '../world/fixtures'

const NOTE = 'Contract paused, ticket 12'

async function openApplication(page: Page, name: string): Promise<void> {
  await page.goto('/applications')
  await page.getByRole('grid', { name: 'Applications' }).getByRole('row', { name }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

test('an administrator says where people sign in and who answers for it, and the audit has both sides', async ({
  signInAs,
}) => {
  const page = await signInAs('administrator')
  await openApplication(page, 'Storefront')
  await page.getByRole('button', { name: 'Edit…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Edit Storefront' })
  await dialog.getByLabel('Sign-in address').fill('http://shop.example.org/')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByText('Use https://: http:// is for localhost alone.')).toBeVisible()
  await dialog.getByLabel('Sign-in address').fill('https://shop.example.org/sign-in')
  await dialog.getByRole('checkbox', { name: 'Sam Lee' }).check()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('https://shop.example.org/sign-in')).toBeVisible()
  await page.getByRole('link', { name: 'What was done here' }).click()
  await page
    .getByRole('grid', { name: 'Audit' })
    .getByRole('row', { name: /changed the sign-in address/ })
    .first()
    .click()
  const changed = page.getByRole('dialog').getByRole('table', { name: 'What changed' })
  await expect(
    changed.getByRole('row', { name: /Sign-in address none https:\/\/shop.example.org\/sign-in/ }),
  ).toBeVisible()
})

test('a disabled application says so with its consequences, and works again once enabled', async ({
  signInAs,
  world,
}) => {
  const { name, serviceKey } = await newApplication(world)
  const assay = dataPlane({ ...world, serviceKey })
  const person = await signedIn(assay, 1)
  const [token = ''] = person.tokens
  const page = await signInAs('administrator')
  await openApplication(page, name)
  await page.getByRole('button', { name: 'Disable…' }).click()
  const dialog = page.getByRole('dialog', { name: `Disable ${name}?` })
  await expect(dialog.getByText(/live session.* and .* live API key/)).toBeVisible()
  await dialog.getByLabel('Note').fill(NOTE)
  await dialog.getByRole('button', { name: 'Disable' }).click()
  await expect(page.getByText(NOTE)).toBeVisible()
  await page.getByRole('button', { name: 'Enable' }).click()
  const enabling = page.getByRole('dialog', { name: `Enable ${name}?` })
  await enabling.getByLabel('Note').fill('Contract goes on')
  await enabling.getByRole('button', { name: 'Enable' }).click()
  await expect(page.getByText(NOTE)).toBeHidden()
  expect(await assay.verify({ token })).toMatchObject({ active: true })
})

test('Assay itself is marked and cannot be disabled, and support changes no application', async ({ signInAs }) => {
  const page = await signInAs('administrator')
  await page.goto('/applications')
  await page.getByRole('grid', { name: 'Applications' }).getByRole('row', { name: /Assay/ }).click()
  await expect(page.getByRole('button', { name: 'Disable…' })).toHaveAttribute('aria-disabled', 'true')
  const support = await signInAs('support')
  await openApplication(support, 'Storefront')
  for (const name of ['Edit…', 'Disable…'])
    await expect(support.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
})
