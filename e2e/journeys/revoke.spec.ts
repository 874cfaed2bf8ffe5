import { choose, explainReference, find, openRow } from '../world/console'
import { expect, test } from '../world/fixtures'
import { referenceOn, signInToShop } from '../world/shopping'

const LIVE_WITHIN_MILLISECONDS = 2_000

test('a revoked session is refused at the next request, and its reference tells who ended it and why', async ({
  signInAs,
  customer,
  clock,
}) => {
  const operator = await signInAs('administrator')
  await signInToShop(customer, 'ann@example.com')
  await expect(customer.getByRole('heading', { name: 'Products' })).toBeVisible()
  const refusals = await operator.context().newPage()
  await refusals.goto('/refusals')
  await expect(refusals.getByRole('heading', { name: 'Refusals: audit history of invalid tokens' })).toBeVisible()

  await test.step('the operator finds the session by mail and ends it with a cause', async () => {
    await find(operator, 'ann@example.com')
    await operator.getByRole('link', { name: /^Ann Archer/ }).click()
    const sheet = await openRow(operator, 'Sessions and keys', /Session.*Storefront/)
    await sheet.getByRole('button', { name: 'Revoke…' }).click()
    await choose(operator, 'Cause', /^Key compromise/)
    const dialog = operator.getByRole('dialog', { name: /^Revoke 1 session/ })
    await dialog.getByLabel('Note').fill('Laptop stolen, case 4711')
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await expect(dialog.getByText('1 ended')).toBeVisible()
  })

  await customer.goto('/cart')
  await expect(customer.getByRole('heading', { name: 'You are signed out' })).toBeVisible()
  const grid = refusals.getByRole('grid', { name: 'Refusals' })
  const row = grid.getByRole('row', { name: /Revoked.*Ann Archer/ }).first()
  await expect(row).toBeVisible({ timeout: LIVE_WITHIN_MILLISECONDS })
  for (const fact of ['Storefront', '127.0.0.1', 'Chrome']) await expect(row).toContainText(fact)
  const at = Date.parse((await row.getByRole('time').getAttribute('datetime')) ?? '')
  expect(Math.abs(at - (await clock.now()))).toBeLessThan(60_000)

  const explanation = await explainReference(operator, await referenceOn(customer))
  await expect(explanation.getByRole('heading', { level: 1 })).toContainText('This session was revoked by Dana Ortiz')
  await expect(explanation.getByText(/Key compromise/i).first()).toBeVisible()
  await expect(explanation.getByText(/Laptop stolen, case 4711/).first()).toBeVisible()
})
