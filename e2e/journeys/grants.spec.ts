import type { Locator, Page } from '@playwright/test'
import { newAccount, newWindow, typePassword } from '../world/account'
import { find, openRow } from '../world/console'
import { dataPlane, signedIn } from '../world/customers'
import { expect, test } from '../world/fixtures'

test.setTimeout(120_000)

function rail(page: Page): Locator {
  return page.getByRole('complementary', { name: 'Console' })
}

test('a role taken away acts on the next click of an open page, and with the next page everything of it is gone', async ({
  browser,
  world,
  complaints,
  owner,
}) => {
  const account = await newAccount(world, 'Nora Quist', [{ role: 'operator', applicationId: null }])
  const person = await signedIn(dataPlane(world), 1)
  const page = await newWindow(browser, { world, complaints })
  await typePassword(page, account)
  await expect(page.getByLabel('What do you want to know about?')).toBeVisible()
  await find(page, person.email)
  await page.getByRole('link', { name: new RegExp(`^${person.name}`) }).click()
  await expect(page.getByText(person.email)).toBeVisible()

  await owner.query(`update role_binding set role = 'support' where operator_id = $1`, [account.id])
  const end = page.getByRole('button', { name: 'End everything…' })
  await end.click()
  const dialog = page.getByRole('dialog', { name: `End everything of ${person.name}?` })
  await expect(dialog.getByRole('alert')).toContainText('Nora Quist may not do this')
  await dialog.getByRole('button', { name: 'Close' }).first().click()
  await page.reload()
  await expect(end).toHaveAttribute('aria-disabled', 'true')
  await expect(end).toHaveAccessibleDescription('Only owners, administrators and operators end credentials.')
  await expect(page.getByText(person.email)).toHaveCount(0)

  await owner.query('delete from role_binding where operator_id = $1', [account.id])
  complaints.expected.push(/status of 401 .*\/api\/console\//)
  // The open page may be on its way out by itself, which gives up this way there.
  await page.goto('/people').catch(() => undefined)
  await expect(page).toHaveURL(/\/sign-in/)
  await typePassword(page, account)
  await expect(page.getByText('you hold no role any more')).toBeVisible()
  await page.context().close()
})

test('an application taken away is gone with the next click: its rows open no more, and what else was given stays', async ({
  browser,
  world,
  complaints,
  owner,
}) => {
  complaints.expected.push(/status of 404 .*\/api\/console\//)
  const ids = await owner.query<{ slug: string; id: string }>(
    `select slug, id from application where slug in ('storefront', 'warehouse')`,
  )
  const bindings = ids.rows.map(({ id }) => ({ role: 'operator' as const, applicationId: id }))
  const account = await newAccount(world, 'Nora Quist', bindings)
  const person = await signedIn(dataPlane(world), 1)
  const page = await newWindow(browser, { world, complaints })
  await typePassword(page, account)
  await expect(page.getByLabel('What do you want to know about?')).toBeVisible()
  await page.goto(`/sessions?person=${encodeURIComponent(person.name)}`)
  const sheet = await openRow(page, 'Sessions', new RegExp(person.name))
  await expect(sheet.getByText('Recent')).toBeVisible()
  await sheet.getByRole('button', { name: 'Close' }).click()

  await owner.query(
    `delete from role_binding using application
      where role_binding.application_id = application.id and slug = 'storefront' and operator_id = $1`,
    [account.id],
  )
  await rail(page)
    .getByRole('link', { name: /^People/ })
    .click()
  await expect(page.getByRole('heading', { name: 'People', level: 1 })).toBeVisible()
  await expect(page.getByText(person.name)).toHaveCount(0)
  await page.goto(`/sessions/${person.ids[0]}`)
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible()
  await page.goto('/applications')
  const applications = page.getByRole('grid', { name: 'Applications' })
  await expect(applications.getByRole('row', { name: /Warehouse/ })).toBeVisible()
  await expect(applications.getByRole('row', { name: /Storefront/ })).toHaveCount(0)
  await page.context().close()
})
