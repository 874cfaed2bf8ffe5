import { newApplication } from '../world/account'
import { explainReference } from '../world/console'
import { expect, test } from '../world/fixtures'
import { referenceOn, signInToShop } from '../world/shopping'

const MINUTE = 60_000

test('a one-minute idle limit set in the console ends a silent session, and the page names version, limit and tolerance', async ({
  browser,
  world,
  signInAs,
  openShop,
  clock,
}) => {
  const { name, serviceKey } = await newApplication(world)
  const { url } = await openShop(serviceKey)
  const customer = await browser.newPage({ baseURL: url })
  const operator = await signInAs('administrator')
  await signInToShop(customer, 'chiara@example.com')

  await test.step('the limit is set with its effect in sight', async () => {
    await operator.goto('/policies')
    await operator.getByRole('button', { name: `Add a rule for sessions of ${name}` }).click()
    await expect(operator.getByRole('heading', { name: `${name}: Web sessions` })).toBeVisible()
    await operator.getByRole('textbox', { name: 'Idle limit' }).fill('1 min')
    await expect(operator.getByText(/counted .*, exact/)).toBeVisible()
    await operator.getByRole('button', { name: 'Review and save…' }).click()
    const dialog = operator.getByRole('dialog', { name: `Save version 2 of ${name}: Web sessions?` })
    await expect(dialog.getByText('1 min', { exact: true })).toBeVisible()
    await dialog.getByLabel('Note').fill('Asked for by the auditors')
    await dialog.getByRole('button', { name: 'Save version 2' }).click()
    await expect(operator.getByText(/version 2 in force since/)).toBeVisible()
    await expect(operator.getByText('“Asked for by the auditors”')).toBeVisible()
  })

  await customer.goto('/cart')
  await expect(customer.getByRole('heading', { name: 'Cart' })).toBeVisible()
  await clock.advance(MINUTE)
  await customer.goto('/cart')
  await expect(customer.getByRole('heading', { name: 'You are signed out' })).toBeVisible()

  const explanation = await explainReference(operator, await referenceOn(customer))
  await expect(explanation.getByRole('heading', { level: 1 })).toHaveText(
    /^The session was idle for 1 minute.*The limit is 1/,
  )
  await expect(explanation.getByText(/Web sessions.*version 2.*Dana Ortiz/).first()).toBeVisible()
  await expect(explanation.getByText(/tolerance 2 s/).first()).toBeVisible()
  await customer.close()
})

test('a list left open polls on and keeps nobody signed in; a person who walks from page to page stays', async ({
  signInAs,
  clock,
  complaints,
}) => {
  complaints.expected.push(/status of 401 .*\/api\/console\//)
  const watching = await signInAs('administrator')
  const walking = await signInAs('support')
  await watching.goto('/refusals')
  const polled = () => watching.waitForResponse((response) => response.url().includes('/api/console/refusals'))
  await polled()

  await clock.advance(50 * MINUTE)
  await walking.getByRole('link', { name: /^Sessions/ }).click()
  await expect(walking.getByRole('heading', { name: 'Sessions', exact: true })).toBeVisible()
  expect((await polled()).status()).toBe(200)
  expect((await polled()).status()).toBe(200)

  await clock.advance(11 * MINUTE)
  await expect(watching).toHaveURL(/\/sign-in\?next=%2Frefusals/)
  await walking.getByRole('link', { name: /^API keys/ }).click()
  await expect(walking.getByRole('heading', { name: 'API keys', exact: true })).toBeVisible()
})
