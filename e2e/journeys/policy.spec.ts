import type { Page } from '@playwright/test'
import { newApplication } from '../world/account'
import { expect, test } from '../world/fixtures'

test('who saves second learns who was faster, sees their version, and keeps the limits that were typed', async ({
  world,
  signInAs,
}) => {
  const { name } = await newApplication(world)
  const slow = await signInAs('administrator')
  const fast = await signInAs('administrator')
  await slow.goto('/policies')
  await slow.getByRole('button', { name: `Add a rule for API keys of ${name}` }).click()
  await expect(slow.getByRole('heading', { name: `${name}: API keys` })).toBeVisible()
  await fast.goto(slow.url())
  await expect(fast.getByRole('heading', { name: `${name}: API keys` })).toBeVisible()
  await type(slow, 'Absolute limit', '300 days')
  await type(fast, 'Idle limit', '45 days')
  await save(fast, 'CIS asks for it')
  await expect(fast.getByText(/version 2 in force since/)).toBeVisible()

  await save(slow, 'Once a year')
  await expect(slow.getByRole('alert').filter({ hasText: 'Dana Ortiz set version 2 meanwhile' })).toBeVisible()
  await slow.getByRole('button', { name: 'Look at their version' }).click()
  await expect(slow.getByText(/version 2 in force since/)).toBeVisible()
  await expect(slow.getByRole('textbox', { name: 'Absolute limit' })).toHaveValue('300 days')
  await expect(slow.getByRole('textbox', { name: 'Idle limit' })).toHaveValue('45 days')
  await save(slow, 'Once a year')
  await expect(slow.getByText(/version 3 in force since/)).toBeVisible()
  await expect(slow.getByText('“CIS asks for it”')).toBeVisible()
})

test('a limit moves by keys, survives a reload, and support sees its effect but cannot save it', async ({
  signInAs,
}) => {
  const support = await signInAs('support')
  await openOperatorSessions(support)
  const slider = support.getByRole('slider', { name: 'Idle limit' })
  await slider.press('Home')
  await expect(support.getByRole('textbox', { name: 'Idle limit' })).toHaveValue('1 min')
  await slider.press('End')
  await expect(support.getByRole('textbox', { name: 'Idle limit' })).toHaveValue('1 h')
  await support.getByRole('button', { name: /^NIST AAL3/ }).click()
  await expect(support).toHaveURL(/idle=900/)
  await support.reload()
  await expect(support.getByRole('textbox', { name: 'Idle limit' })).toHaveValue('15 min')
  await expect(support.getByText(/counted .*, exact/)).toBeVisible()
  const button = support.getByRole('button', { name: 'Review and save…' })
  await expect(button).toBeDisabled()
  await expect(button).toHaveAccessibleDescription('Only owners and administrators change policies.')
})

test('a limit that would lock every operator out is refused with the reason', async ({ signInAs }) => {
  const page = await signInAs('administrator')
  await openOperatorSessions(page)
  await type(page, 'Idle limit', '1 min')
  await save(page, 'Too strict')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText('lock every operator out')
})

async function openOperatorSessions(page: Page): Promise<void> {
  await page.goto('/policies')
  await page.getByRole('link', { name: 'Operator sessions' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Operator sessions' })).toBeVisible()
}

async function type(page: Page, limit: string, text: string): Promise<void> {
  await page.getByRole('textbox', { name: limit }).fill(text)
  await page.getByRole('textbox', { name: limit }).blur()
}

async function save(page: Page, note: string): Promise<void> {
  await page.getByRole('button', { name: 'Review and save…' }).click()
  const dialog = page.getByRole('dialog', { name: /^Save version/ })
  await dialog.getByLabel('Note').fill(note)
  await dialog.getByRole('button', { name: /^Save version/ }).click()
}
