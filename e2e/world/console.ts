import { expect, type Locator, type Page } from '@playwright/test'

/** Asks the one search box of the landing page. */
export async function find(page: Page, text: string): Promise<void> {
  await page.goto('/')
  await page.getByLabel('What do you want to know about?').fill(text)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
}

/** Opens the explanation of a request by the reference a customer read out. */
export async function explainReference(page: Page, reference: string): Promise<Locator> {
  await find(page, reference)
  const explanation = page.getByRole('article', { name: 'Explanation' })
  await expect(explanation).toBeVisible()
  return explanation
}

/** Opens the topmost row of that name as a sheet. */
export async function openRow(page: Page, list: string, name: string | RegExp): Promise<Locator> {
  await page.getByRole('grid', { name: list }).getByRole('row', { name }).first().click()
  const sheet = page.getByRole('dialog')
  await expect(sheet).toBeVisible()
  return sheet
}

export async function choose(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label }).click()
  await page.getByRole('option', { name: option }).click()
}

/** Reads a secret that is shown once, and closes its dialog the way an operator must. */
export async function takeSecret(page: Page): Promise<string> {
  const dialog = page.getByRole('dialog').filter({ hasText: 'This is shown once.' })
  await dialog.getByRole('button', { name: 'Show the secret' }).click()
  const secret = (await dialog.getByLabel('New secret').textContent()) ?? ''
  await dialog.getByRole('checkbox', { name: 'I have stored it' }).check()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return secret
}

/** Types how many an act is upon, where it is upon so many that this is asked. */
export async function typeNumber(dialog: Locator): Promise<void> {
  const typed = dialog.getByRole('textbox', { name: /^Type [\d,]+ .*to confirm$/ })
  if ((await typed.count()) === 0) return
  const label = await dialog.getByText(/^Type [\d,]+ .*to confirm$/).textContent()
  await typed.fill(/[\d,]+/.exec(label ?? '')?.[0] ?? '')
}
