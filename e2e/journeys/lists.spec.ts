import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { MINUTE } from '@/lib/core/instant'
import { LISTS, type ListName } from '@/lib/core/lists'
import { listHref } from '@/lib/routes'
import { expect, test } from '../world/fixtures'
import { signInToShop } from '../world/shopping'

test.setTimeout(300_000)

/** A filter of each list that has no other journey for it. */
const FILTERS: Readonly<Partial<Record<ListName, string>>> = {
  people: 'name=Emi',
  applications: 'name=Store',
  audit: 'act=application.created',
  cases: 'state=open',
}

async function takeOut(page: Page, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: 'Export' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('every list is taken out as a file with its filters, after a fresh proof of identity, and the audit says so', async ({
  signInAs,
  customer,
  clock,
  world,
  owner,
}) => {
  const exports = async () =>
    (await owner.query<{ made: number }>(`select count(*)::int as made from audit_entry where action = 'export.made'`))
      .rows[0]?.made ?? 0
  const before = await exports()
  await signInToShop(customer, 'emi@example.com')
  const page = await signInAs('auditor')
  await clock.advance(6 * MINUTE)
  await page.goto(listHref('people', 'name=Emi'))
  await expect(page.getByRole('grid', { name: 'People' })).toBeVisible()
  const asked = page.waitForEvent('download')
  await takeOut(page, /^CSV/)
  const question = page.getByRole('dialog', { name: 'Confirm it is you' })
  await question.getByLabel('Password').fill(world.operators.auditor.password)
  await question.getByRole('button', { name: 'Confirm' }).click()
  const people = readFileSync(await (await asked).path(), 'utf8')
  expect(people.split('\r\n')[0]).toContain('external_id')
  expect(people).toContain('Emi Tanaka')
  expect(people).not.toContain('emi@example.com')

  for (const list of LISTS) {
    await page.goto(listHref(list, FILTERS[list] ?? ''))
    const download = page.waitForEvent('download')
    await takeOut(page, /^JSON lines/)
    expect((await download).suggestedFilename()).toMatch(new RegExp(`^assay-${list}-.*\\.jsonl$`))
  }
  await page.goto(listHref('audit', 'act=export.made'))
  await expect(
    page
      .getByRole('grid', { name: 'Audit' })
      .getByRole('row', { name: /Vera Lind/ })
      .first(),
  ).toBeVisible()
  expect(await exports()).toBe(before + LISTS.length + 1)
})

test('support finds the export on every list, and there why it is not theirs', async ({ signInAs }) => {
  const page = await signInAs('support')
  for (const list of LISTS.filter((each) => each !== 'audit')) {
    await page.goto(listHref(list, ''))
    await page.getByRole('button', { name: 'Export' }).click()
    const item = page.getByRole('menuitem', { name: /^CSV/ })
    await expect(item).toBeDisabled()
    await expect(item).toContainText(/^CSV.*Only .* export lists/)
  }
})

test('a view keeps the filters of any list under a name, for those it is shared with too', async ({ signInAs }) => {
  const page = await signInAs('administrator')
  for (const [list, filter] of Object.entries(FILTERS) as [ListName, string][]) {
    await page.goto(listHref(list, filter))
    await page.getByRole('button', { name: 'Views' }).click()
    await page.getByRole('menuitem', { name: 'Save this view…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Save this view' })
    await dialog.getByLabel('Name').fill(`Kept ${list}`)
    await dialog.getByRole('switch', { name: /Show it to all operators/ }).check()
    await dialog.getByRole('button', { name: 'Save' }).click()
    await expect(page.getByText(`The view “Kept ${list}” is saved`)).toBeVisible()
  }
  const other = await signInAs('owner')
  for (const [list, filter] of Object.entries(FILTERS) as [ListName, string][]) {
    await other.goto(listHref(list, ''))
    await other.getByRole('button', { name: 'Views' }).click()
    await other.getByRole('menuitem', { name: new RegExp(`^Kept ${list} · Dana Ortiz`) }).click()
    await other.waitForURL((url) => url.search === `?${filter}`)
  }
})

test('a list whose next answer is on its way says so, and lets nothing be done with the rows of the last one', async ({
  signInAs,
  customer,
}) => {
  await signInToShop(customer, 'emi@example.com')
  const page = await signInAs('administrator')
  await page.goto(listHref('sessions', ''))
  const grid = page.getByRole('grid', { name: 'Sessions' })
  await grid.getByRole('checkbox').nth(1).check()
  const selection = page.getByRole('region', { name: 'Selection' })
  await expect(selection).toBeVisible()
  let answer = () => {}
  const held = new Promise<void>((resolve) => {
    answer = resolve
  })
  await page.route('**/api/console/sessions**', async (route) => {
    await held
    await route.continue()
  })
  await page.getByRole('search', { name: 'Filters' }).getByRole('button', { name: 'filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Application', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Warehouse', exact: true }).check()
  await page.keyboard.press('Escape')
  await expect(page.getByText('Loading…')).toBeVisible()
  await expect(grid).toHaveAttribute('aria-busy', 'true')
  await grid.getByRole('checkbox').nth(1).click({ force: true })
  await expect(selection).toBeHidden()
  answer()
  await expect(page.getByText('No session matches')).toBeVisible()
})

test('columns and density are chosen for a list, and are there again after a reload', async ({ signInAs }) => {
  const page = await signInAs('administrator')
  await page.goto(listHref('applications', ''))
  const grid = page.getByRole('grid', { name: 'Applications' })
  await expect(grid.getByRole('columnheader', { name: 'Directory' })).toBeVisible()
  await page.getByRole('button', { name: 'Columns and density' }).click()
  const chooser = page.getByRole('dialog', { name: 'Columns and density' })
  await chooser.getByRole('checkbox', { name: 'Directory' }).uncheck()
  await chooser.getByText('Dense', { exact: true }).click()
  await expect(chooser.getByRole('radio', { name: 'Dense' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(grid.getByRole('columnheader', { name: 'Directory' })).toHaveCount(0)
  await page.reload()
  await expect(grid.getByRole('columnheader', { name: 'Name' })).toBeVisible()
  await expect(grid.getByRole('columnheader', { name: 'Directory' })).toHaveCount(0)
  const row = grid.getByRole('row', { name: /Storefront/ })
  expect((await row.boundingBox())?.height).toBe(30)
})
