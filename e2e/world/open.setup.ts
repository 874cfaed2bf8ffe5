import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { createPool } from '@/db/client'
import { findRunning } from '@/db/embedded'
import { installTestClock } from '@/db/test-clock'
import { arrange } from './arrange'
import { isAlive, printedSetUpLink, startInstallation } from './installation'
import { type Credentials, saveWorld } from './state'
import { forgetTokens } from './tokens'

const ADMINISTRATOR: Credentials = {
  name: 'Dana Ortiz',
  email: 'dana.ortiz@example.org',
  password: 'plum harbour seventeen kites',
}
const SUPPORT: Credentials = {
  name: 'Sam Lee',
  email: 'sam.lee@example.org',
  password: 'quiet maple lantern orchard',
}

test('one start and the printed link lead to a first operator who is signed in', async ({ page }) => {
  forgetTokens()
  const installation = await startInstallation()
  saveWorld(installation)
  const said = () => readFileSync(installation.logFile, 'utf8')
  const settled = () => printedSetUpLink(said()) !== undefined || !isAlive(installation.processId)
  await expect.poll(settled, { timeout: 200_000, message: 'the start prints a link or ends' }).toBe(true)
  expect(said()).toContain('/set-up#')
  await page.goto(printedSetUpLink(said()) ?? '')
  await page.getByLabel('Name', { exact: true }).fill(ADMINISTRATOR.name)
  await page.getByLabel('Mail').fill(ADMINISTRATOR.email)
  await page.getByLabel('Password').fill(ADMINISTRATOR.password)
  await page.getByRole('button', { name: 'Create operator' }).click()
  await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()

  const databaseUrl = (await findRunning(installation.dataDirectory)) ?? ''
  const owner = createPool({ url: databaseUrl, max: 1, applicationName: 'assay e2e' })
  await installTestClock(owner)
  await owner.end()
  const { serviceKey } = await arrange({ ...installation, databaseUrl }, SUPPORT)
  const operators = { administrator: ADMINISTRATOR, support: SUPPORT }
  saveWorld({ ...installation, databaseUrl, operators, serviceKey })
})
