import { expect, type Page } from '@playwright/test'
import { find, openRow } from '../world/console'

const LISTS = {
  sessions: 'Sessions',
  keys: 'API keys',
  refusals: 'Refusals',
  cases: 'Cases',
  people: 'People',
  audit: 'Audit',
} as const
export type ListPath = keyof typeof LISTS
export const LIST_PATHS = Object.keys(LISTS) as ListPath[]

export function grid(page: Page, path: ListPath) {
  return page.getByRole('grid', { name: LISTS[path] })
}

export async function goTo(page: Page, path: string, heading: string | RegExp): Promise<void> {
  await page.goto(path)
  await expect(page.getByRole('heading', { level: 1, name: heading }).first()).toBeVisible()
  await settle(page)
}

/** Until nothing in sight is loading; what stands further down loads when it is seen. */
export async function settle(page: Page): Promise<void> {
  const loading = page.getByRole('status', { name: /^Loading/ })
  const inSight = () =>
    loading.evaluateAll((all) => all.filter((each) => each.getBoundingClientRect().top < innerHeight).length)
  await expect.poll(inSight).toBe(0)
  await page.evaluate(() => document.fonts.ready)
}

export async function showList(page: Page, path: ListPath, query = ''): Promise<void> {
  await page.goto(`/${path}${query}`)
  await expect(grid(page, path).getByRole('row').nth(3)).toBeVisible()
  await settle(page)
}

export async function showSheet(page: Page, path: ListPath, name: RegExp, query = '') {
  await showList(page, path, query)
  const sheet = await openRow(page, LISTS[path], name)
  await settle(page)
  return sheet
}

export async function showPageOf(page: Page, path: ListPath, name: RegExp, query = ''): Promise<void> {
  const sheet = await showSheet(page, path, name, query)
  await sheet.getByRole('link', { name: 'Open as a page' }).click()
  // The list has a heading too.
  await page.waitForURL((url) => url.pathname.startsWith(`/${path}/`))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await settle(page)
}

export async function showDialog(page: Page, path: ListPath, name: RegExp, button: string): Promise<void> {
  const sheet = await showSheet(page, path, name)
  await sheet.getByRole('button', { name: button }).click()
  await expect(page.getByRole('button', { name: 'Cancel' })).toBeVisible()
  await settle(page)
}

export async function showRow(page: Page, path: string, name: RegExp): Promise<void> {
  await page.goto(path)
  await page.getByRole('row', { name }).first().click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await settle(page)
}

export async function showFound(page: Page): Promise<void> {
  await find(page, 'emil')
  await expect(page.getByRole('list', { name: 'Found' })).toBeVisible()
  await settle(page)
}

export async function showCreateKey(page: Page): Promise<void> {
  await showList(page, 'keys')
  await page.getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

export async function showExplanation(page: Page, reason: string, name: RegExp, which = 0): Promise<void> {
  await page.goto(`/refusals?reason=${reason}`)
  await grid(page, 'refusals').getByRole('row', { name }).nth(which).click()
  await expect(page.getByRole('article', { name: 'Explanation' })).toBeVisible()
  await settle(page)
}

export async function showEndEverything(page: Page): Promise<void> {
  await page.goto('/people?live=yes')
  const sheet = await openRow(page, 'People', /.+@example\.com/)
  await sheet.getByRole('button', { name: 'End everything…' }).click()
  await expect(page.getByRole('dialog', { name: /^End everything of/ })).toBeVisible()
  await settle(page)
}

export async function showPolicy(page: Page): Promise<void> {
  await page.goto('/policies')
  await page
    .getByRole('row', { name: /^Storefront.*Web sessions/ })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: /^OWASP high value/ }).click()
  await expect(page.getByRole('slider', { name: 'Idle limit' })).toBeVisible()
  await expect(page.getByText(/counted .*, exact/)).toBeVisible()
}

export async function showPalette(page: Page): Promise<void> {
  await showList(page, 'sessions')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Find' })).toBeVisible()
}

/** A dialog that a button of the page itself opens. */
export async function showDialogOf(page: Page, path: string, heading: string, button: string): Promise<void> {
  await goTo(page, path, heading)
  await page.getByRole('button', { name: button }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
  await settle(page)
}

export async function showOperator(page: Page): Promise<void> {
  await goTo(page, '/settings/operators', 'Operators')
  await openRow(page, 'Operators', /^Sam Reyes/)
  await settle(page)
}

/** What stands below the fold of an explanation: every check with its evidence. */
export async function showChecks(page: Page): Promise<void> {
  await showExplanation(page, 'idle', /Idle/)
  await page.getByRole('main').hover({ position: { x: 20, y: 300 } })
  await page.mouse.wheel(0, 620)
  await settle(page)
}

export async function showEvidence(page: Page): Promise<void> {
  await showExplanation(page, 'superseded', /Superseded/)
  await page.getByRole('button', { name: 'Evidence' }).click()
  await expect(page.getByRole('dialog', { name: 'Evidence' })).toBeVisible()
}

/** The link to an explanation as it is made, and as whoever holds it reads it. */
export async function showShare(page: Page): Promise<string> {
  await showExplanation(page, 'idle', /Idle/)
  await page.getByRole('button', { name: 'Share…' }).click()
  const dialog = page.getByRole('dialog', { name: 'Share this explanation' })
  await dialog.getByRole('button', { name: 'Make a link' }).click()
  return dialog.getByLabel('Link', { exact: true }).inputValue()
}

export async function showShared(page: Page): Promise<void> {
  await page.goto(await showShare(page))
  await expect(page.getByRole('article', { name: 'Shared explanation' })).toBeVisible()
}

/** The page a customer is led to by the reference of a refusal, in their language. */
export async function showWhy(page: Page, language: 'en' | 'de', which = 0): Promise<void> {
  await showExplanation(page, 'idle', /Idle/, which)
  const reference = await page
    .getByText(/^req_\w{22}$/)
    .first()
    .textContent()
  await page.goto(`/why/${reference}?lang=${language}`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
}

let reported = 0

/** What a customer is told who wrote what they saw; each time about another reference, for one takes a few reports only. */
export async function showReported(page: Page): Promise<void> {
  await showWhy(page, 'en', reported)
  reported += 1
  await page.getByLabel('What were you doing').fill('I came back from lunch, and my cart was gone.')
  await page.getByRole('button', { name: 'Send' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Your report has arrived' })).toBeVisible()
}
