import type { Page } from '@playwright/test'
import { LISTS } from '@/lib/core/lists'
import { listHref, routes } from '@/lib/routes'
import { newApplication } from '../world/account'
import { find, openRow } from '../world/console'
import { dataPlane, signedIn } from '../world/customers'
import { expect } from '../world/fixtures'
import { SOME_ID } from '../world/manifest'
import type { Tools, Walk } from './walk'

const SESSIONS = { name: 'Sessions' } as const

export const lists: Walk = {
  title: 'the lists, and everything that opens over one',
  pages: ['/', '/overview', '/sessions', '/keys', '/refusals', '/cases', '/people', '/applications', '/audit'],
  async go(tools) {
    const { world, signInAs, ask } = tools
    // Of its own: another journey may have set a limit that ends a session of Storefront while it is looked at.
    const { serviceKey } = await newApplication(world)
    const assay = dataPlane({ ...world, serviceKey })
    const person = await signedIn(assay, 2)
    await assay.revoke(person.ids[1] ?? '')
    await assay.verify({ token: person.tokens[1] ?? '' })
    const page = await signInAs('administrator')
    await ask(page, 'Find')
    await find(page, person.email)
    await expect(page.getByRole('list', { name: 'Found' })).toBeVisible()
    await ask(page, 'what was found')
    await find(page, 'nobody-of-that-name')
    await expect(page.getByText('Nothing begins with “nobody-of-that-name”')).toBeVisible()
    await ask(page, 'nothing was found')

    await page.goto(routes.overview())
    await expect(page.getByRole('list', { name: 'Figures' })).toBeVisible()
    await ask(page, 'the overview')
    await page.getByRole('group', { name: 'Show as' }).getByText('Table').click()
    await expect(page.getByRole('table', { name: /Refusals in the last hour/ })).toBeVisible()
    await ask(page, 'the overview, as a table')
    for (const list of LISTS) {
      await page.goto(listHref(list, ''))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await ask(page, list)
    }
    await page.goto(routes.sessions({ person: person.name }))
    await expect(page.getByRole('grid', SESSIONS).getByRole('row', { name: new RegExp(person.name) })).toBeVisible()
    await askAboutTools(page, tools)
    await askAboutFrame(page, tools)
    await page.goto(routes.audit({ act: 'application.created' }))
    const entry = await openRow(page, 'Audit', /connected Storefront/)
    await expect(entry.getByRole('heading', { name: 'The whole act' })).toBeVisible()
    await ask(page, 'an entry of the audit')
  },
}

/** What stands above a list and what its keys open. */
async function askAboutTools(page: Page, { ask }: Tools): Promise<void> {
  const grid = page.getByRole('grid', SESSIONS)
  const filters = page.getByRole('search', { name: 'Filters' })
  await grid.getByRole('checkbox').nth(1).check()
  await expect(page.getByRole('region', { name: 'Selection' })).toBeVisible()
  await ask(page, 'a row selected')
  const menus = ['Views', 'Export', /^Order: /, 'filter'] as const
  for (const name of menus) {
    await filters.getByRole('button', { name, exact: true }).click()
    await expect(page.getByRole('menu')).toBeVisible()
    await ask(page, `the menu ${name}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('menu')).toHaveCount(0)
  }
  await filters.getByRole('button', { name: 'Views' }).click()
  await page.getByRole('menuitem', { name: 'Save this view…' }).click()
  await expect(page.getByRole('dialog', { name: 'Save this view' }).getByLabel('Name')).toBeVisible()
  await ask(page, 'a view to save')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  for (const filter of ['Application', 'Last used', 'Address or network'] as const) {
    await filters.getByRole('button', { name: 'filter', exact: true }).click()
    await page.getByRole('menuitem', { name: filter, exact: true }).click()
    await expect(page.getByRole('dialog')).toBeVisible()
    await ask(page, `the filter ${filter}`)
    await page.keyboard.press('Escape')
    await expect(page.getByRole('dialog')).toHaveCount(0)
  }
  await page.getByRole('button', { name: 'Columns and density' }).click()
  await expect(page.getByRole('dialog', { name: 'Columns and density' })).toBeVisible()
  await ask(page, 'the columns')
  await page.keyboard.press('Escape')
  await grid.focus()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible()
  await ask(page, 'the keys')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
}

/** What the frame around every page opens. */
async function askAboutFrame(page: Page, { ask }: Tools): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: 'Find' })
  await palette.getByRole('combobox').fill('Sess')
  await ask(page, 'the palette')
  await page.keyboard.press('Escape')
  await expect(palette).toHaveCount(0)
  const rail = page.getByRole('complementary', { name: 'Console' })
  await rail.getByRole('button', { name: 'Dana Ortiz' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await ask(page, 'the menu of the operator')
  await page.keyboard.press('Escape')
  await page.setViewportSize({ width: 390, height: 844 })
  await page.getByRole('button', { name: 'Menu', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Menu' })).toBeVisible()
  await ask(page, 'the rail of a narrow window')
}

export const emptyHanded: Walk = {
  title: 'a list that has nothing, is loading or fails, and what is kept from a role or is nowhere',
  pages: ['/sessions', '/audit', '/applications/new', '/settings/operators', '/sessions/[id]'],
  async go({ complaints, signInAs, ask }) {
    complaints.expected.push(/status of (404|503)/, /^503 /)
    const page = await signInAs('administrator')
    await page.goto(routes.sessions({ person: 'nobody-of-that-name' }))
    await expect(page.getByText('No session matches')).toBeVisible()
    await ask(page, 'nothing matches')
    await page.goto(routes.sessions())
    await page.route('**/api/console/sessions?**', () => undefined)
    await reorder(page)
    await ask(page, 'loading')
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    await page.goto(routes.sessions())
    const problem = { type: 'about:blank', title: 'The database does not answer', status: 503 }
    await page.route('**/api/console/sessions?**', (route) =>
      route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(problem) }),
    )
    await reorder(page)
    await expect(page.getByRole('button', { name: /again/ }).first()).toBeVisible()
    await ask(page, 'failing')
    await page.unrouteAll({ behavior: 'ignoreErrors' })

    const nowhere = page.getByRole('heading', { level: 1, name: 'There is nothing at this address' })
    for (const path of [routes.session(SOME_ID), '/nothing-of-that-name']) {
      await page.goto(path)
      await expect(nowhere).toBeVisible()
      await ask(page, `nothing at ${path}`)
    }
    const support = await signInAs('support')
    for (const path of [routes.audit(), routes.connectApplication(), routes.operators()]) {
      await support.goto(path)
      await expect(support.getByText(/^Only .*\./)).toBeVisible()
      await ask(support, `${path} is not theirs`)
    }
  },
}

/** Asks for another order, so that the list has to be read anew. */
async function reorder(page: Page): Promise<void> {
  const filters = page.getByRole('search', { name: 'Filters' })
  await filters.getByRole('button', { name: /^Order: / }).click()
  await page.getByRole('menuitemradio', { checked: false }).first().click()
  await expect(page.getByRole('menu')).toHaveCount(0)
}
