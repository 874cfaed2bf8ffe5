import type pg from 'pg'
import { createPool, type RoleName } from '@/db/client'
import { wallClock } from '@/lib/clock'
import { newId } from '@/lib/crypto/id'
import type { Keyring } from '@/lib/crypto/keyring'
import type { Context, Services } from '@/lib/services/context'
import { createServices } from '@/lib/services/create-services'
import { ServiceError } from '@/lib/services/errors'
import { registerKeyring } from '@/lib/services/keyring/register'
import { StartupError } from '@/lib/startup-error'

export interface OpenServicesOptions {
  readonly databaseUrl: string
  readonly keyring: Keyring
  readonly role: RoleName
  readonly applicationName: string
  readonly max?: number
}

export interface OpenServices {
  readonly services: Services
  readonly pool: pg.Pool
  /** Writes what telemetry still holds, then closes the connections. */
  readonly close: () => Promise<void>
}

/** The verbs of one process over its own pool, with the keyring proven to be the one this database knows. */
export async function openServices(options: OpenServicesOptions): Promise<OpenServices> {
  const { databaseUrl, keyring, ...poolOptions } = options
  const pool = createPool({ url: databaseUrl, ...poolOptions })
  const services = createServices(pool, keyring)
  const close = async () => {
    await services.telemetry.flush()
    await pool.end()
  }
  try {
    await registerKeyring(systemContext(services), {})
    return { services, pool, close }
  } catch (error) {
    await close()
    throw explain(error)
  }
}

/** Acts on behalf of Assay itself. */
export function systemContext(services: Services): Context {
  const actor = { type: 'system', name: 'Assay' } as const
  return { services, actor, correlationId: newId(wallClock()), requestIp: null }
}

function explain(error: unknown): unknown {
  if (!(error instanceof ServiceError) || error.code !== 'misconfigured') return error
  return new StartupError(`${error.message}: set the secrets this database was first used with`, { cause: error })
}
