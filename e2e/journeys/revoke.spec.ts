import { expect, test } from '../world/fixtures'
import { signInToShop } from '../world/shopping'

test('a revoked session is refused at once, and the reference on the error page tells who ended it and why', async ({
  signInAs,
  customer,
}) => {
  const operator = await signInAs('administrator')
  await signInToShop(customer, 'ann@example.com')
  await expect(customer.getByRole('heading', { name: 'Products' })).toBeVisible()
  await expect(operator.getByRole('main')).toBeVisible()
})
