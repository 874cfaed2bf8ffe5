import { createPool } from '@/db/client'
import { environment } from '@/lib/env'
import { startWorker } from '@/lib/jobs/worker'
import { loadSecrets } from '@/lib/secrets'
import type { Command } from '../command'
import { joinDatabase } from '../database'
import { reportReady, untilStopped } from '../lifetime'

export const command: Command = {
  help: `Usage: assay worker

Runs the worker alone: sweeps, bulk jobs, sealing. Needs a migrated database and the installation's secrets.`,
  async run() {
    const stopped = untilStopped()
    const settings = environment()
    const { keyring } = loadSecrets(settings)
    const database = await joinDatabase(settings)
    const pool = createPool({ url: database.url, role: 'assay_worker', applicationName: 'assay worker' })
    const worker = await startWorker({ pool, keyring })
    reportReady()
    await stopped
    await worker.stop()
    await pool.end()
  },
}
