import { randomUUID } from 'node:crypto'
import type { Browser, Page } from '@playwright/test'
import type { RoleBinding } from '@/lib/core/permissions'
import { createApplication } from '@/lib/services/applications/create'
import { createOperator } from '@/lib/services/operators/create-operator'
import { breakTheGlass } from '@/lib/services/operators/recovery/break-glass'
import { asSystem } from './as-system'
import type { Credentials, World } from './state'
import { type Watch, watchPage } from './watch'

const SUPPORT: readonly RoleBinding[] = [{ role: 'support', applicationId: null }]

/** An operator of a journey's own, whose password, factors and roles it may change without keeping the others out. */
export async function newAccount(
  world: World,
  name: string,
  bindings = SUPPORT,
): Promise<Credentials & { id: string }> {
  const who = { name, email: `${randomUUID().slice(0, 8)}@example.org`, password: `a quiet harbour ${randomUUID()}` }
  const made = await asSystem(world, (context) => createOperator(context, { ...who, bindings: [...bindings] }))
  if (!made.ok) throw new Error(made.message)
  return { ...who, id: made.value.id }
}

/** An application of a journey's own, whose rules concern nobody else. */
export async function newApplication(world: World): Promise<{ id: string; name: string; serviceKey: string }> {
  const slug = `payroll-${randomUUID().slice(0, 8)}`
  const name = `Payroll ${slug.slice(-8)}`
  const made = await asSystem(world, (context) => createApplication(context, { slug, name, environment: 'live' }))
  if (!made.ok) throw new Error(made.message)
  return { id: made.value.application.id, name, serviceKey: made.value.token }
}

/** Does what `assay break-glass` does on the machine: the token of a link that opens the account anew. */
export async function breakIn(world: World, email: string): Promise<string> {
  const done = await asSystem(world, (context) => breakTheGlass(context, { osUser: 'root', email }))
  if (!done.ok) throw new Error(done.message)
  return done.value.token
}

interface Opening {
  readonly world: World
  readonly complaints: Watch
  readonly width?: number
}

/** A window that has never been here: no cookie, nobody signed in. What is copied in it can be read. */
export async function newWindow(browser: Browser, { world, complaints, width = 1440 }: Opening): Promise<Page> {
  const context = await browser.newContext({
    baseURL: world.consoleUrl,
    viewport: { width, height: width < 600 ? 844 : 900 },
    permissions: ['clipboard-read', 'clipboard-write'],
  })
  const page = await context.newPage()
  watchPage(page, complaints)
  return page
}

/** Types mail and password at the door. */
export async function typePassword(page: Page, { email, password }: Credentials): Promise<void> {
  await page.goto('/sign-in')
  await page.getByLabel('Mail').fill(email)
  await page.getByLabel('Password').fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Gives this window an authenticator that verifies its user, as a laptop with a fingerprint reader has one. */
export async function giveAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

/** Keeps the recovery codes that come with a first factor, as whoever sets it up must. */
export async function keepCodes(page: Page): Promise<string[]> {
  const dialog = page.getByRole('dialog', { name: 'Keep your recovery codes' })
  const codes = await dialog.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents()
  await dialog.getByLabel('I have kept them').check()
  await dialog.getByRole('button', { name: 'Done' }).click()
  return codes.map((code) => code.trim())
}
