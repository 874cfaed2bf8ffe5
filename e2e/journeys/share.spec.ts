import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from '@playwright/test'
import { HOUR } from '@/lib/core/instant'
import { explainReference } from '../world/console'
import { expect, test } from '../world/fixtures'
import { shopToken, signInToShop } from '../world/shopping'
import type { World } from '../world/state'

test('a link to an explanation opens without sign-in, shows masked facts, and ends when its time is over or it is revoked', async ({
  browser,
  signInAs,
  customer,
  world,
  clock,
}) => {
  test.slow()
  await signInToShop(customer, 'ann@example.com')
  const token = await shopToken(customer)
  await customer.getByRole('button', { name: 'Sign out' }).click()
  await expect(customer.getByRole('button', { name: 'Sign in', exact: true })).toBeVisible()
  const reference = await refusedReference(world, token)

  const operator = await signInAs('operator')
  await explainReference(operator, reference)
  const address = operator.getByText('198.51.100.77').first()
  await expect(address).toBeVisible()
  await operator.getByRole('button', { name: 'Evidence' }).click()
  const drawer = operator.getByRole('dialog', { name: 'Evidence' })
  await expect(drawer.getByRole('region', { name: 'What was presented' }).getByText(reference)).toBeVisible()
  await expect(drawer.getByRole('region', { name: 'Recorded checks' }).getByText(/^failed, decided/)).toBeVisible()
  await drawer.getByRole('button', { name: 'Close' }).click()
  const [first, second] = [await makeLink(operator), await makeLink(operator)]

  await test.step('whoever holds it reads the reason and no more than that', async () => {
    const reader = await open(browser, first)
    const shared = reader.getByRole('article', { name: 'Shared explanation' })
    await expect(shared).toBeVisible()
    await expect(shared.getByText(reference)).toBeVisible()
    await expect(shared.getByText('Storefront')).toBeVisible()
    await expect(reader.getByRole('main')).not.toContainText(/Archer|ann@|198\.51|Olive|Noor/)
    expect((await new AxeBuilder({ page: reader }).analyze()).violations).toEqual([])
    await reader.context().close()
  })

  await test.step('revoked, it opens nothing; the other one still does', async () => {
    const dialog = operator.getByRole('dialog', { name: 'Share this explanation' })
    await dialog.getByRole('button', { name: 'Revoke' }).last().click()
    await expect(dialog.getByText('revoked')).toBeVisible()
    const [revoked, alive] = [await open(browser, first), await open(browser, second)]
    await expect(revoked.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible()
    await expect(alive.getByRole('article', { name: 'Shared explanation' })).toBeVisible()
    await revoked.context().close()
    await alive.context().close()
  })

  await test.step('after its hour it opens nothing either, as a link that never was', async () => {
    // Its own session is idle for as long, and what it polls would be refused.
    await operator.close()
    await clock.advance(HOUR)
    const texts: (string | null)[] = []
    for (const link of [second, `${world.consoleUrl}/shared#never`]) {
      const reader = await open(browser, link)
      await expect(reader.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible()
      texts.push(await reader.getByRole('main').textContent())
      await reader.context().close()
    }
    expect(new Set(texts).size).toBe(1)
  })
})

/** Makes a link that lives for an hour; the dialog stays open. */
async function makeLink(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog', { name: 'Share this explanation' })
  if (!(await dialog.isVisible())) await page.getByRole('button', { name: 'Share…' }).click()
  await dialog.getByText('1 hour', { exact: true }).click()
  const made = dialog.getByRole('region', { name: 'Links made before' }).getByRole('listitem')
  const before = await made.count()
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  await expect(made).toHaveCount(before + 1)
  return dialog.getByLabel('Link', { exact: true }).inputValue()
}

/** Opens a link where nobody is signed in. */
async function open(browser: Browser, link: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(link)
  return page
}

/** Presents a token as the shop would, with where its customer is, and takes the reference of its refusal. */
async function refusedReference({ apiUrl, serviceKey }: World, token: string): Promise<string> {
  const answer = await fetch(`${apiUrl}/v1/verify`, {
    method: 'POST',
    headers: { authorization: `Bearer ${serviceKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token, context: { ip: '198.51.100.77' } }),
  })
  const body: { active: boolean; request_id: string } = await answer.json()
  expect(body.active).toBe(false)
  return body.request_id
}
