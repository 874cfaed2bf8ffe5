import { openRow } from '../world/console'
import { expect, test } from '../world/fixtures'
import { signInToShop } from '../world/shopping'

test('on-call sees that refusals rose, since when and where, and opens exactly those', async ({ signInAs, shop }) => {
  const page = await signInAs('administrator')
  await page.getByRole('link', { name: 'Overview' }).click()
  await expect(page.getByRole('heading', { name: 'Overview' })).toBeVisible()
  const headers = { authorization: 'Bearer nothing-of-ours' }
  for (let time = 0; time < 60; time += 1) await fetch(`${shop.url}/api/orders`, { headers })
  const headline = page.getByRole('status').filter({ hasText: /^Refusals (are|were) / })
  await expect(headline).toContainText('malformed in Storefront', { timeout: 20_000 })
  await page.getByRole('group', { name: 'Show as' }).getByText('Table').click()
  await expect(page.getByRole('table', { name: /Refusals in the last hour/ })).toBeVisible()
  await headline.getByRole('link', { name: 'See these refusals' }).click()
  await expect(
    page
      .getByRole('grid', { name: 'Refusals' })
      .getByRole('row', { name: /Malformed/ })
      .first(),
  ).toBeVisible()
  expect(new URL(page.url()).searchParams.get('within')).toBe('last-1h')
})

test('every figure opens the list it counts', async ({ signInAs }) => {
  const page = await signInAs('support')
  for (const [figure, list] of [
    ['Sessions live now', 'Sessions'],
    ['API keys live now', 'API keys'],
    ['Refused in the last hour', 'Refusals'],
    ['Keys that end soon', 'API keys'],
  ] as const) {
    await page.goto('/overview')
    await page.getByRole('list', { name: 'Figures' }).getByRole('link', { name: figure }).click()
    // A list whose figure is nought has no rows to show.
    await expect(page.getByRole('heading', { level: 1, name: new RegExp(`^${list}`) })).toBeVisible()
  }
})

test('somebody is found among people by the beginning of a name, at a phone’s width too', async ({
  signInAs,
  customer,
}) => {
  await signInToShop(customer, 'emi@example.com')
  for (const width of [1440, 390]) {
    const page = await signInAs('administrator', { width })
    await page.goto('/people?name=Emi')
    const sheet = await openRow(page, 'People', /Emi Tanaka/)
    await expect(sheet.getByRole('heading', { name: 'Live' })).toBeVisible()
    await sheet.getByRole('link', { name: 'Open as a page' }).click()
    await expect(page.getByRole('heading', { name: 'Emi Tanaka' })).toBeVisible()
  }
})
