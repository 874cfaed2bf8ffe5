import type { Page } from '@playwright/test'
import { routes } from '@/lib/routes'
import { newApplication } from '../world/account'
import { dataPlane, signedIn } from '../world/customers'
import { expect } from '../world/fixtures'
import type { Tools, Walk } from './walk'

export const rules: Walk = {
  title: 'applications and policies, and what is asked before either changes',
  pages: ['/applications', '/applications/[id]', '/applications/new', '/policies', '/policies/[id]'],
  async go(tools) {
    const { world, signInAs, ask } = tools
    const application = await newApplication(world)
    await signedIn(dataPlane({ ...world, serviceKey: application.serviceKey }), 1)
    const page = await signInAs('administrator')
    await page.goto(routes.applications())
    const row = page.getByRole('grid', { name: 'Applications' }).getByRole('row', { name: application.name })
    await expect(row).toBeVisible()
    await ask(page, 'the applications')
    await row.click()
    await expect(page.getByRole('grid', { name: 'Service keys' })).toBeVisible()
    await ask(page, 'an application')
    for (const [button, title] of [
      ['Edit…', `Edit ${application.name}`],
      ['Disable…', `Disable ${application.name}?`],
      [/^End everything/, `End everything of ${application.name}?`],
    ] as const) {
      await page.getByRole('button', { name: button }).click()
      const dialog = page.getByRole('dialog', { name: title })
      await expect(dialog.getByRole('textbox').first()).toBeVisible()
      await ask(page, title)
      await dialog.getByRole('button', { name: 'Cancel' }).click()
      await expect(dialog).toHaveCount(0)
    }
    await askAboutConnecting(page, tools)
    await askAboutPolicy(page, application.name, tools)
  },
}

async function askAboutConnecting(page: Page, { ask }: Tools): Promise<void> {
  await page.goto(routes.connectApplication())
  await expect(page.getByRole('button', { name: 'Connect' })).toBeVisible()
  await ask(page, 'an application to connect')
  await page.getByLabel('Name', { exact: true }).fill('Storefront')
  await page.getByLabel('Short name').fill('storefront')
  await page.getByRole('button', { name: 'Connect' }).click()
  await expect(
    page
      .getByRole('alert')
      .or(page.getByText(/already/))
      .first(),
  ).toBeVisible()
  await ask(page, 'a name that is taken')
}

async function askAboutPolicy(page: Page, application: string, { ask }: Tools): Promise<void> {
  await page.goto(routes.policies())
  await expect(page.getByRole('grid', { name: 'Policies' })).toBeVisible()
  await ask(page, 'the policies')
  await page.getByRole('button', { name: `Add a rule for sessions of ${application}` }).click()
  await expect(page.getByRole('heading', { level: 1, name: `${application}: Web sessions` })).toBeVisible()
  await page.getByRole('textbox', { name: 'Idle limit' }).fill('15 min')
  await expect(page.getByText(/counted .*, exact/)).toBeVisible()
  await ask(page, 'a rule of an application')
  await page.getByRole('button', { name: 'Review and save…' }).click()
  await expect(page.getByRole('dialog', { name: /^Save version/ })).toBeVisible()
  await ask(page, 'a version to save')
  await page.goto(routes.policies())
  await page.getByRole('link', { name: 'Sessions of the installation' }).click()
  await page.getByRole('button', { name: /^NIST AAL3/ }).click()
  await expect(page.getByRole('slider', { name: 'Idle limit' })).toBeVisible()
  await expect(page.getByText(/counted .*, exact/)).toBeVisible()
  await ask(page, 'the ceiling of the installation, by a preset')
}
