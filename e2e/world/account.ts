import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { createPool } from '@/db/client'
import { readEnvironment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import { createServices } from '@/lib/services/create-services'
import { createOperator } from '@/lib/services/operators/create-operator'
import type { Credentials, World } from './state'

/** An operator of a journey's own, whose password and factors it may change without keeping the others out. */
export async function newAccount({ databaseUrl, dataDirectory }: World, name: string): Promise<Credentials> {
  const pool = createPool({ url: databaseUrl, role: 'assay_console', max: 1, applicationName: 'assay e2e' })
  try {
    const { keyring } = loadSecrets(readEnvironment({ ASSAY_DATA_DIR: dataDirectory }))
    const who = { name, email: `${randomUUID().slice(0, 8)}@example.org`, password: `a quiet harbour ${randomUUID()}` }
    const actor = { type: 'system', name: 'Assay' } as const
    const context = { services: createServices(pool, keyring), actor, correlationId: randomUUID(), requestIp: null }
    const made = await createOperator(context, { ...who, bindings: [{ role: 'support', applicationId: null }] })
    if (!made.ok) throw new Error(made.message)
    return who
  } finally {
    await pool.end()
  }
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
