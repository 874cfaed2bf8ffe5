import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { choose, find, openRow } from '../world/console'
import { expect, test } from '../world/fixtures'
import { shopToken, signInToShop } from '../world/shopping'
import type { World } from '../world/state'

const STORY = 'I was about to pay for my basket, and it asked me to sign in.'

test('a customer reports from the page of their reference; support finds the case, works on it and resolves it', async ({
  browser,
  signInAs,
  shop,
  world,
}) => {
  test.slow()
  const window = await browser.newContext({ baseURL: shop.url, locale: 'de-DE', viewport: { width: 390, height: 844 } })
  const customer = await window.newPage()
  await signInToShop(customer, 'ben@example.com')
  const token = await shopToken(customer)

  await test.step('their session is ended, and they are told so', async () => {
    const operator = await signInAs('operator')
    await find(operator, 'ben@example.com')
    await operator.getByRole('link', { name: /^Ben/ }).click()
    const sheet = await openRow(operator, 'Sessions and keys', /Session.*Storefront/)
    await sheet.getByRole('button', { name: 'Revoke…' }).click()
    await choose(operator, 'Cause', /^Key compromise/)
    const dialog = operator.getByRole('dialog', { name: /^Revoke/ })
    await dialog.getByLabel('Note').fill('Laptop reported lost')
    await dialog.getByRole('button', { name: 'Revoke', exact: true }).click()
    await expect(dialog.getByText(/1 ended/)).toBeVisible()
    await customer.goto('/cart')
    await expect(customer.getByRole('heading', { name: 'Sie sind abgemeldet' })).toBeVisible()
  })
  const reference = ((await customer.getByLabel('Referenz').textContent()) ?? '').trim()

  const name = await test.step('they write what they saw, and are told what happens next', async () => {
    await customer.getByRole('link', { name: 'Problem melden' }).click()
    await expect(customer.getByRole('heading', { name: 'Erklärt es das nicht?' })).toBeVisible()
    await expectAccessible(customer)
    await customer.getByLabel('Was haben Sie gemacht').fill(STORY)
    await customer.getByRole('button', { name: 'Absenden' }).click()
    await expect(customer.getByRole('heading', { level: 1, name: 'Ihre Meldung ist angekommen' })).toBeVisible()
    await expectAccessible(customer)
    return (await customer.getByText(/^CASE-\d+$/).textContent()) ?? ''
  })

  const support = await signInAs('support')
  await test.step('support finds the case by the number the customer reads out', async () => {
    await find(support, name)
    await support.getByRole('link', { name: new RegExp(name) }).click()
    await expect(support.getByRole('heading', { level: 1, name })).toBeVisible()
    const told = support.getByRole('region', { name: 'From the customer' })
    await expect(told.getByText(STORY)).toBeVisible()
    await expect(told.getByRole('link', { name: reference })).toBeVisible()
    await expect(support.getByRole('region', { name: 'Evidence' }).getByText(reference)).toBeVisible()
    await expectAccessible(support)
  })

  await test.step('writing again joins the same case', async () => {
    await customer.goto(`${world.consoleUrl}/why/${reference}?lang=en`)
    await customer.getByLabel('What were you doing').fill('It happened again this morning.')
    await customer.getByLabel('How to reach you').fill('0043 1 234 567')
    await customer.getByRole('button', { name: 'Send' }).click()
    await expect(customer.getByRole('heading', { level: 1, name: 'Your report has arrived' })).toBeVisible()
    await expect(customer.getByText(name, { exact: true })).toBeVisible()
    await support.reload()
    const told = support.getByRole('region', { name: 'From the customer' })
    await expect(told.getByText('It happened again this morning.')).toBeVisible()
    await expect(told.getByText('0043 1 234 567')).toBeVisible()
  })

  await test.step('support joins another refusal and writes down what was found', async () => {
    const another = await refusedReference(world, token)
    await support.getByLabel('Join a reference or the id of a credential').fill(another)
    await support.getByRole('button', { name: 'Join', exact: true }).click()
    await expect(support.getByRole('region', { name: 'Evidence' }).getByText(another)).toBeVisible()
    await support.getByLabel('New note').fill('Called back: their office had reported the laptop lost.')
    await support.getByRole('button', { name: 'Write', exact: true }).click()
    await expect(support.getByRole('region', { name: 'Notes' }).getByText(/their office had reported/)).toBeVisible()
  })

  await test.step('it is resolved with its cause, and counted by it', async () => {
    const before = await resolvedAs(support, 'Leaked')
    await support.goBack()
    await support.getByRole('button', { name: 'Resolve…' }).click()
    const dialog = support.getByRole('dialog', { name: `Resolve ${name}` })
    await choose(support, 'Root cause', /^Leaked/)
    await dialog.getByLabel('Sent to the customer').fill('Your session was ended because the laptop was reported lost.')
    await dialog.getByRole('button', { name: 'Resolve', exact: true }).click()
    await expect(support.getByRole('button', { name: 'Open again…' })).toBeVisible()
    expect(await resolvedAs(support, 'Leaked')).toBe(before + 1)
  })
  await window.close()
})

test('a report needs no script, keeps what was typed when it is refused, and takes none from other sites', async ({
  browser,
  world,
  shop,
}) => {
  const window = await browser.newContext({ baseURL: shop.url, javaScriptEnabled: false })
  const page = await window.newPage()
  await signInToShop(page, 'ann@example.com')
  const token = await shopToken(page)
  await page.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  const reference = await refusedReference(world, token)
  await page.goto(`${world.consoleUrl}/why/${reference}?lang=en`)
  await page.getByLabel('How to reach you').fill('somebody@example.org')
  await page.getByLabel('What were you doing').fill('   ')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByText('Say what you saw, in at most 1,000 characters.')).toBeVisible()
  await expect(page.getByLabel('How to reach you')).toHaveValue('somebody@example.org')
  await page.getByLabel('What were you doing').fill('A button did nothing.')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your report has arrived' })).toBeVisible()
  await window.close()

  const form = new FormData()
  for (const [field, value] of Object.entries({ reference, language: 'en', text: 'From elsewhere' }))
    form.append(field, value)
  const foreign = await fetch(`${world.consoleUrl}/why/${reference}`, {
    ...{ method: 'POST', body: form, redirect: 'manual', headers: { origin: 'https://evil.example' } },
  })
  expect(foreign.headers.get('location') ?? '').not.toContain('reported')
})

async function expectAccessible(page: Page): Promise<void> {
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
}

/** Presents a token as the shop would, and takes the reference of its refusal. */
async function refusedReference({ apiUrl, serviceKey }: World, token: string): Promise<string> {
  const answer = await fetch(`${apiUrl}/v1/verify`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serviceKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const body: { active: boolean; request_id: string } = await answer.json()
  expect(body.active).toBe(false)
  return body.request_id
}

/** How many cases were resolved with this root cause. */
async function resolvedAs(page: Page, cause: string): Promise<number> {
  await page.goto('/cases')
  await expect(page.getByRole('heading', { level: 1, name: 'Cases' })).toBeVisible()
  await expect(page.getByRole('grid', { name: 'Cases' })).toBeVisible()
  const line = page.getByRole('list', { name: 'Root causes' }).getByRole('listitem').filter({ hasText: cause })
  return (await line.count()) === 0 ? 0 : Number(((await line.textContent()) ?? '').replace(/\D/g, ''))
}
