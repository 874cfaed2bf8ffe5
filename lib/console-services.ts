import type pg from 'pg'
import { createPool } from '@/db/client'
import { environment } from './env'
import { loadSecrets } from './secrets'
import type { Services } from './services/context'
import { createServices } from './services/create-services'
import { StartupError } from './startup-error'

interface ConsoleProcess {
  readonly pool: pg.Pool
  readonly services: Services
}

declare global {
  // Next loads this module several times in one process (pages, routes, hot reload); the pool must not multiply with it.
  var assayConsole: ConsoleProcess | undefined
}

/** What the console gives its verbs: made when first needed, one for the process. Errors: StartupError without a database. */
export function consoleServices(): Services {
  globalThis.assayConsole ??= open()
  return globalThis.assayConsole.services
}

/** Writes what telemetry still holds and closes the pool; the next call would open another. */
export async function closeConsoleServices(): Promise<void> {
  const held = globalThis.assayConsole
  globalThis.assayConsole = undefined
  await held?.services.telemetry.flush()
  await held?.pool.end()
}

function open(): ConsoleProcess {
  const settings = environment()
  if (settings.databaseUrl === undefined)
    throw new StartupError('the console has no database: start it with npm start or npm run dev, or set DATABASE_URL')
  const pool = createPool({ url: settings.databaseUrl, role: 'assay_console', applicationName: 'assay console' })
  return { pool, services: createServices(pool, loadSecrets(settings).keyring) }
}
