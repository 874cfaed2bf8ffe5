import { createPool } from '@/db/client'
import { startApi } from '@/lib/api/server'
import { environment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import type { Command } from '../command'
import { joinDatabase } from '../database'
import { listenProblem, reportReady, untilStopped } from '../lifetime'

/** A verification holds a connection for about a millisecond: more connections than cores only queue inside Postgres. */
const CONNECTIONS = 20

export const command: Command = {
  help: `Usage: assay api

Runs the data plane alone, on ASSAY_API_PORT. Needs a migrated database and the installation's secrets.`,
  async run() {
    const stopped = untilStopped()
    const settings = environment()
    const { keyring } = loadSecrets(settings)
    const database = await joinDatabase(settings)
    const pool = createPool({ url: database.url, role: 'assay_api', max: CONNECTIONS, applicationName: 'assay api' })
    const { host, apiPort: port } = settings
    const server = await startApi({ host, port, pool, keyring }).catch((error: unknown) => {
      throw listenProblem(error, host, port, 'ASSAY_API_PORT')
    })
    reportReady()
    await stopped
    await server.close()
    await pool.end()
  },
}
