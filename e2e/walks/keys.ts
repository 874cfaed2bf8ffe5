import { randomBytes } from 'node:crypto'
import type { Page } from '@playwright/test'
import { routes } from '@/lib/routes'
import { choose, openRow } from '../world/console'
import { dataPlane } from '../world/customers'
import { expect } from '../world/fixtures'
import { noteTokens } from '../world/tokens'
import type { Tools, Walk } from './walk'

export const keys: Walk = {
  title: 'API keys, from the first one to the overlap with its successor',
  pages: ['/keys', '/keys/[id]'],
  async go(tools) {
    const { world, signInAs, ask } = tools
    const name = `Nightly ${randomBytes(4).toString('hex')}`
    const assay = dataPlane(world)
    const { token } = await assay.issueKey({ subject: { externalId: name, type: 'service' }, name, scopes: ['read'] })
    noteTokens(token)
    await assay.verify({ token, context: { ip: '203.0.113.9' } })
    const page = await signInAs('administrator')
    await askAboutCreating(page, tools)
    await page.goto(routes.keys({ person: name }))
    const sheet = await openRow(page, 'API keys', new RegExp(name))
    await expect(sheet.getByRole('button', { name: 'Rotate…' })).toBeVisible()
    await ask(page, 'a key beside the list')
    await sheet.getByRole('link', { name: 'Open as a page' }).click()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await ask(page, 'a key')
    await page.getByRole('button', { name: 'Change…' }).click()
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Cancel' })).toBeVisible()
    await ask(page, 'a key to change')
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await askAboutRotating(page, tools)
  },
}

async function askAboutCreating(page: Page, { ask }: Tools): Promise<void> {
  await page.goto(routes.keys())
  await page.getByRole('button', { name: 'Create key' }).click()
  const form = page.getByRole('dialog', { name: 'Create key' })
  await choose(page, 'Application', 'Storefront')
  await form.getByText('A new service').click()
  await form.getByLabel('Owner', { exact: true }).fill('nightly-export')
  await form.getByLabel('Name', { exact: true }).fill('Nightly export')
  await form.getByLabel('Tags', { exact: true }).fill('nightly,team-7,')
  await form.getByLabel('Accepted from', { exact: true }).fill('203.0.113.0/33,')
  await form.getByRole('button', { name: 'Create', exact: true }).click()
  await expect(form.getByText(/Write an address or a network/)).toBeVisible()
  await ask(page, 'a key to create, with what is wrong')
  await page.getByRole('combobox', { name: 'Application' }).click()
  await expect(page.getByRole('option', { name: 'Storefront' })).toBeVisible()
  await ask(page, 'a choice that is open')
}

async function askAboutRotating(page: Page, { ask }: Tools): Promise<void> {
  await page.getByRole('button', { name: 'Rotate…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Rotate/ })
  await choose(page, 'The old key works on', 'for 24 hours')
  await ask(page, 'a key to rotate')
  await dialog.getByRole('button', { name: 'Rotate', exact: true }).click()
  const shown = page.getByRole('dialog').filter({ hasText: 'This is shown once.' })
  await expect(shown.getByRole('button', { name: 'Show the secret' })).toBeVisible()
  await ask(page, 'a secret that is shown once')
  await shown.getByRole('checkbox', { name: 'I have stored it' }).check()
  await shown.getByRole('button', { name: 'Done' }).click()
  await page.getByRole('button', { name: 'Extend…' }).click()
  await expect(page.getByRole('dialog', { name: 'Extend the overlap' })).toBeVisible()
  await ask(page, 'an overlap to extend')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toHaveCount(0)
  await ask(page, 'a key in overlap')
}
