import type { Environment } from '@/lib/env'
import { routes } from '@/lib/routes'
import { loadSecrets } from '@/lib/secrets'
import { createSetUpLink } from '@/lib/services/operators/set-up-link'
import { openServices, systemContext } from './services'

/**
 * A new one-time link for the first operator, or undefined once there is one. The token is in the fragment, which browsers
 * send to no server and no log.
 */
export async function makeSetUpLink(databaseUrl: string, settings: Environment): Promise<string | undefined> {
  const { keyring } = loadSecrets(settings)
  const opened = await openServices({
    databaseUrl,
    keyring,
    role: 'assay_console',
    applicationName: 'assay set-up',
    max: 1,
  })
  try {
    const outcome = await createSetUpLink(systemContext(opened.services), {})
    return outcome.ok ? `${settings.consoleUrl}${routes.setUp()}#${outcome.value.token}` : undefined
  } finally {
    await opened.close()
  }
}
