import { randomUUID } from 'node:crypto'
import { createPool } from '@/db/client'
import { ROLES } from '@/lib/core/permissions'
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
  operators: Readonly<Record<string, Credentials>>,
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
    const connected = await createApplication(context, { slug: 'storefront', name: 'Storefront', environment: 'live' })
    if (!connected.ok) throw new Error(connected.message)
    const other = await createApplication(context, { slug: 'warehouse', name: 'Warehouse', environment: 'live' })
    if (!other.ok) throw new Error(other.message)
    for (const [name, who] of Object.entries(operators)) {
      const role = ROLES.find((each) => each === name)
      const binding = role
        ? { role, applicationId: null }
        : { role: 'operator' as const, applicationId: other.value.application.id }
      const made = await createOperator(context, { ...who, bindings: [binding] })
      if (!made.ok) throw new Error(made.message)
    }
    return { serviceKey: connected.value.token }
  } finally {
    await pool.end()
  }
}
