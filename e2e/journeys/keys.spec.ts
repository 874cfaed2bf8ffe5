import type { APIRequestContext } from '@playwright/test'
import { choose, explainReference, openRow, takeSecret } from '../world/console'
import { expect, test } from '../world/fixtures'
import { createShopKey, signInToShop } from '../world/shopping'

const MINUTE = 60_000

test('a rotated key works through its overlap, is superseded after, and its reference names the successor', async ({
  signInAs,
  customer,
  shop,
  clock,
  request,
}) => {
  await signInToShop(customer, 'ben@example.com')
  const old = await createShopKey(customer, 'Warehouse import')
  const call = (key: string) => ordersWith(request, shop.url, key)
  expect((await call(old)).status).toBe(200)

  const operator = await signInAs('administrator')
  await operator.goto('/keys')
  const sheet = await openRow(operator, 'API keys', /Warehouse import/)
  await sheet.getByRole('button', { name: 'Rotate…' }).click()
  await choose(operator, 'The old key works on', 'for 15 minutes')
  await operator.getByRole('button', { name: 'Rotate', exact: true }).click()
  const successor = await takeSecret(operator)

  expect((await call(old)).status).toBe(200)
  expect((await call(successor)).status).toBe(200)
  await clock.advance(15 * MINUTE)
  expect((await call(successor)).status).toBe(200)
  const refused = await call(old)
  expect(refused.status).toBe(401)

  const explanation = await explainReference(operator, refused.reference)
  await expect(explanation.getByRole('heading', { level: 1 })).toHaveText('This API key was replaced by its successor.')
  await expect(explanation.getByText('superseded').first()).toBeVisible()
  await expect(explanation.getByText(/accepted in overlap until/).first()).toBeVisible()
})

async function ordersWith(request: APIRequestContext, shopUrl: string, key: string) {
  const response = await request.get(`${shopUrl}/api/orders`, { headers: { authorization: `Bearer ${key}` } })
  const body: { request_id?: string } = await response.json()
  return { status: response.status(), reference: body.request_id ?? '' }
}
