import { startApi } from '@/lib/api/server'
import { environment } from '@/lib/env'
import { createLog, type Log } from '@/lib/log'
import { loadSecrets } from '@/lib/secrets'
import type { Command } from '../command'
import { joinDatabase } from '../database'
import { listenProblem, reportReady, untilStopped } from '../lifetime'
import { openServices } from '../services'

/** A verification holds a connection for about a millisecond: more connections than cores only queue inside Postgres. */
export const CONNECTIONS = 20

export const command: Command = {
  help: `Usage: assay api

Runs the data plane alone, on ASSAY_API_PORT. Needs a migrated database and the installation's secrets.`,
  async run() {
    const stopped = untilStopped()
    const settings = environment()
    const { keyring } = loadSecrets(settings)
    const { url: databaseUrl } = await joinDatabase(settings)
    const opened = await openServices({
      databaseUrl,
      keyring,
      role: 'assay_api',
      applicationName: 'assay api',
      max: CONNECTIONS,
    })
    const { services } = opened
    const { host, apiPort: port, apiUrl: issuer, consoleUrl, trustedProxies } = settings
    const server = await startApi({ host, port, services, issuer, consoleUrl, trustedProxies, log: chooseLog() }).catch(
      (error: unknown) => {
        throw listenProblem(error, host, port, 'ASSAY_API_PORT')
      },
    )
    reportReady()
    await stopped
    await server.close()
    await opened.close()
  },
}

/** Alone, its standard output is a log somebody collects. Beside the others it is a person's terminal: failures only. */
function chooseLog(): Log {
  if (!process.connected) return createLog()
  return { ...createLog((text) => process.stderr.write(text)), request: () => undefined }
}
