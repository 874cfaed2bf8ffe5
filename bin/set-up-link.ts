import { createPool } from '@/db/client'
import { wallClock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import type { Environment } from '@/lib/env'
import { routes } from '@/lib/routes'
import { loadSecrets } from '@/lib/secrets'
import { createServices } from '@/lib/services/create-services'
import { createSetUpLink } from '@/lib/services/operators/set-up-link'

/**
 * A new one-time link for the first operator, or undefined once there is one. The token is in the fragment, which browsers
 * send to no server and no log.
 */
export async function makeSetUpLink(databaseUrl: string, settings: Environment): Promise<string | undefined> {
  const pool = createPool({ url: databaseUrl, role: 'assay_console', max: 1, applicationName: 'assay set-up' })
  try {
    const services = createServices(pool, loadSecrets(settings).keyring)
    const actor = { type: 'system', name: 'Assay' } as const
    const outcome = await createSetUpLink({ services, actor, correlationId: newId(wallClock()), requestIp: null }, {})
    return outcome.ok ? `${settings.consoleUrl}${routes.setUp()}#${outcome.value.token}` : undefined
  } finally {
    await pool.end()
  }
}
