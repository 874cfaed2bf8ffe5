import { expect, type Page } from '@playwright/test'
import { grid, type ListPath, settle } from './show'

/** A filter that nothing fits: the list says so, and how to see everything again. */
export async function showNothingMatches(page: Page, path: ListPath): Promise<void> {
  await page.goto(`/${path}?application=0199a0aa-0000-7000-8000-000000000000`)
  await expect(page.getByRole('button', { name: /^Clear/ }).first()).toBeVisible()
  await settle(page)
}

/** A list whose next answer does not come. */
export async function showLoading(page: Page, path: ListPath): Promise<void> {
  await page.goto(`/${path}`)
  await expect(grid(page, path).getByRole('row').nth(1)).toBeVisible()
  await page.route('**/api/console/**', () => undefined)
  await filterByHelpDesk(page)
  await expect(page.getByText('Loading…')).toBeVisible()
}

/** A list whose next answer is a failure. */
export async function showFailing(page: Page, path: ListPath): Promise<void> {
  await page.goto(`/${path}`)
  await expect(grid(page, path).getByRole('row').nth(1)).toBeVisible()
  const problem = { type: 'about:blank', title: 'The database does not answer', status: 503 }
  await page.route('**/api/console/**', (route) =>
    route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
  )
  await filterByHelpDesk(page)
  await expect(page.getByRole('button', { name: /again/ }).first()).toBeVisible()
}

async function filterByHelpDesk(page: Page): Promise<void> {
  await page.getByRole('search', { name: 'Filters' }).getByRole('button', { name: 'filter', exact: true }).click()
  await page.getByRole('menuitem', { name: 'Application', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Help desk', exact: true }).check()
  await page.keyboard.press('Escape')
}
