import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { createPool } from '@/db/client'
import { findRunning } from '@/db/embedded'
import { installTestClock } from '@/db/test-clock'
import { arrange } from './arrange'
import { isAlive, printedSetUpLink, startInstallation } from './installation'
import { type Credentials, saveWorld, type World } from './state'
import { forgetTokens } from './tokens'

const OWNER = operator('Olive Hart', 'amber bicycle under snow')
const OTHERS: Omit<World['operators'], 'owner'> = {
  administrator: operator('Dana Ortiz', 'plum harbour seventeen kites'),
  operator: operator('Noor Haddad', 'copper thimble in the rain'),
  support: operator('Sam Lee', 'quiet maple lantern orchard'),
  auditor: operator('Vera Lind', 'seven ledgers by candlelight'),
  elsewhere: operator('Pia Costa', 'forklift beneath the willow'),
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
  await page.getByLabel('Name', { exact: true }).fill(OWNER.name)
  await page.getByLabel('Mail').fill(OWNER.email)
  await page.getByLabel('Password').fill(OWNER.password)
  await page.getByRole('button', { name: 'Create operator' }).click()
  await expect(page.getByRole('heading', { name: 'What do you want to know about?' })).toBeVisible()

  const databaseUrl = (await findRunning(installation.dataDirectory)) ?? ''
  const owner = createPool({ url: databaseUrl, max: 1, applicationName: 'assay e2e' })
  await installTestClock(owner)
  await owner.end()
  const { serviceKey } = await arrange({ ...installation, databaseUrl }, OTHERS)
  const operators = { owner: OWNER, ...OTHERS }
  saveWorld({ ...installation, databaseUrl, operators, serviceKey })
})

function operator(name: string, password: string): Credentials {
  return { name, email: `${name.toLowerCase().replace(' ', '.')}@example.org`, password }
}
