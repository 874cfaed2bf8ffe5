import { randomUUID } from 'node:crypto'
import { createPool } from '@/db/client'
import { readEnvironment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import type { Context } from '@/lib/services/context'
import { createServices } from '@/lib/services/create-services'
import type { World } from './state'

/** Does by its verbs, as the system and with the console's own rights, what a journey needs to be there before it starts. */
export async function asSystem<Result>(
  { databaseUrl, dataDirectory }: Pick<World, 'databaseUrl' | 'dataDirectory'>,
  work: (context: Context) => Promise<Result>,
): Promise<Result> {
  const pool = createPool({ url: databaseUrl, role: 'assay_console', max: 1, applicationName: 'assay e2e' })
  try {
    const { keyring } = loadSecrets(readEnvironment({ ASSAY_DATA_DIR: dataDirectory }))
    const actor = { type: 'system', name: 'Assay' } as const
    return await work({
      services: createServices(pool, keyring),
      actor,
      correlationId: randomUUID(),
      requestIp: null,
    })
  } finally {
    await pool.end()
  }
}
