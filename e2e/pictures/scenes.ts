import { expect, type Page } from '@playwright/test'
import { find, openRow } from '../world/console'

/** A page as the demo fills it. */
export interface Scene {
  readonly name: string
  readonly show: (page: Page) => Promise<unknown>
}

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

/** Everything the rail and its pages lead to. */
export const SCENES: readonly Scene[] = [
  { name: 'find', show: (page) => goTo(page, '/', 'What do you want to know about?') },
  { name: 'found', show: showFound },
  { name: 'overview', show: (page) => goTo(page, '/overview', 'Overview') },
  ...LIST_PATHS.map((path): Scene => ({ name: path, show: (page) => showList(page, path) })),
  { name: 'session-sheet', show: (page) => showSheet(page, 'sessions', /Storefront/) },
  { name: 'session', show: (page) => showPageOf(page, 'sessions', /Storefront/) },
  { name: 'revoke', show: (page) => showDialog(page, 'sessions', /Storefront/, 'Revoke…') },
  { name: 'key', show: (page) => showPageOf(page, 'keys', /^Select Price feed.*overlap/) },
  { name: 'rotate', show: (page) => showDialog(page, 'keys', /Warehouse sync/, 'Rotate…') },
  { name: 'create-key', show: showCreateKey },
  { name: 'explain-idle', show: (page) => showExplanation(page, 'idle', /Idle/) },
  { name: 'explain', show: (page) => showExplanation(page, 'revoked', /Revoked/) },
  { name: 'explain-forged', show: (page) => showExplanation(page, 'forged', /Forged/) },
  { name: 'case-sheet', show: (page) => showSheet(page, 'cases', /CASE-1001/) },
  { name: 'case', show: (page) => showPageOf(page, 'cases', /CASE-1004/) },
  { name: 'person', show: (page) => showPageOf(page, 'people', /.+@example\.com/) },
  { name: 'end-everything', show: showEndEverything },
  { name: 'audit-entry', show: (page) => showSheet(page, 'audit', /Storefront/) },
  { name: 'applications', show: (page) => goTo(page, '/applications', 'Applications') },
  { name: 'application', show: (page) => showRow(page, '/applications', /^Storefront/) },
  { name: 'connect', show: (page) => goTo(page, '/applications/new', 'Connect an application') },
  { name: 'policies', show: (page) => goTo(page, '/policies', 'Policies') },
  { name: 'policy', show: showPolicy },
  { name: 'acts', show: (page) => goTo(page, '/acts', 'Acts') },
  { name: 'act', show: (page) => showRow(page, '/acts', /End everything/) },
  { name: 'settings', show: (page) => goTo(page, '/settings', 'Account') },
  { name: 'own-sessions', show: (page) => goTo(page, '/settings/sessions', 'Sessions') },
  { name: 'appearance', show: (page) => goTo(page, '/settings/appearance', 'Appearance') },
  { name: 'single-sign-on', show: (page) => goTo(page, '/settings/single-sign-on', 'Single sign-on') },
  { name: 'mail', show: (page) => goTo(page, '/settings/mail', 'Mail') },
  { name: 'palette', show: showPalette },
  { name: 'not-found', show: (page) => goTo(page, '/nothing-of-that-name', /.+/) },
]

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

async function showList(page: Page, path: ListPath): Promise<void> {
  await page.goto(`/${path}`)
  await expect(grid(page, path).getByRole('row').nth(3)).toBeVisible()
  await settle(page)
}

async function showSheet(page: Page, path: ListPath, name: RegExp) {
  await showList(page, path)
  const sheet = await openRow(page, LISTS[path], name)
  await settle(page)
  return sheet
}

async function showPageOf(page: Page, path: ListPath, name: RegExp): Promise<void> {
  const sheet = await showSheet(page, path, name)
  await sheet.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await settle(page)
}

async function showDialog(page: Page, path: ListPath, name: RegExp, button: string): Promise<void> {
  const sheet = await showSheet(page, path, name)
  await sheet.getByRole('button', { name: button }).click()
  await expect(page.getByRole('dialog').last()).toBeVisible()
  await settle(page)
}

async function showRow(page: Page, path: string, name: RegExp): Promise<void> {
  await page.goto(path)
  await page.getByRole('row', { name }).first().click()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await settle(page)
}

async function showFound(page: Page): Promise<void> {
  await find(page, 'emil')
  await expect(page.getByRole('list', { name: 'Found' })).toBeVisible()
}

async function showCreateKey(page: Page): Promise<void> {
  await showList(page, 'keys')
  await page.getByRole('button', { name: 'Create key' }).click()
  await expect(page.getByRole('dialog')).toBeVisible()
}

async function showExplanation(page: Page, reason: string, name: RegExp): Promise<void> {
  await page.goto(`/refusals?reason=${reason}`)
  await grid(page, 'refusals').getByRole('row', { name }).first().click()
  await expect(page.getByRole('article', { name: 'Explanation' })).toBeVisible()
  await settle(page)
}

async function showEndEverything(page: Page): Promise<void> {
  await page.goto('/people?live=yes')
  const sheet = await openRow(page, 'People', /.+@example\.com/)
  await sheet.getByRole('button', { name: 'End everything…' }).click()
  await expect(page.getByRole('dialog', { name: /^End everything of/ })).toBeVisible()
  await settle(page)
}

async function showPolicy(page: Page): Promise<void> {
  await page.goto('/policies')
  await page
    .getByRole('row', { name: /^Storefront.*Web sessions/ })
    .getByRole('link')
    .click()
  await page.getByRole('button', { name: /^OWASP high value/ }).click()
  await expect(page.getByRole('slider', { name: 'Idle limit' })).toBeVisible()
  await expect(page.getByText(/counted .*, exact/)).toBeVisible()
}

async function showPalette(page: Page): Promise<void> {
  await showList(page, 'sessions')
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('dialog', { name: 'Find' })).toBeVisible()
}
