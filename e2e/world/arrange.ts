import { randomUUID } from 'node:crypto'
import { createPool } from '@/db/client'
import { readEnvironment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import { createApplication } from '@/lib/services/applications/create'
import type { Context } from '@/lib/services/context'
import { createServices } from '@/lib/services/create-services'
import { createOperator } from '@/lib/services/operators/create-operator'
import type { Credentials } from './state'

/** What the console has no page for yet is made by the same verbs, through the console's own rights. */
export async function arrange(
  { databaseUrl, dataDirectory }: { databaseUrl: string; dataDirectory: string },
  support: Credentials,
): Promise<{ serviceKey: string }> {
  const pool = createPool({ url: databaseUrl, role: 'assay_console', max: 2, applicationName: 'assay e2e' })
  try {
    const { keyring } = loadSecrets(readEnvironment({ ASSAY_DATA_DIR: dataDirectory }))
    const context: Context = {
      services: createServices(pool, keyring),
      actor: { type: 'system', name: 'Assay' },
      correlationId: randomUUID(),
      requestIp: null,
    }
    const made = await createOperator(context, { ...support, role: 'support' })
    if (!made.ok) throw new Error(made.message)
    const connected = await createApplication(context, { slug: 'storefront', name: 'Storefront', environment: 'live' })
    if (!connected.ok) throw new Error(connected.message)
    return { serviceKey: connected.value.token }
  } finally {
    await pool.end()
  }
}
