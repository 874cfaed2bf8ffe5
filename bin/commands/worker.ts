import { environment } from '@/lib/env'
import { createMailer } from '@/lib/jobs/mailer'
import { startWorker } from '@/lib/jobs/worker'
import { createLog } from '@/lib/log'
import { loadSecrets } from '@/lib/secrets'
import type { Command } from '../command'
import { joinDatabase } from '../database'
import { reportReady, untilStopped } from '../lifetime'
import { openServices } from '../services'

export const command: Command = {
  help: `Usage: assay worker

Runs the worker alone: sweeps, bulk jobs, sealing. Needs a migrated database and the installation's secrets.`,
  async run() {
    const stopped = untilStopped()
    const settings = environment()
    const { keyring } = loadSecrets(settings)
    const { url: databaseUrl } = await joinDatabase(settings)
    const opened = await openServices({ databaseUrl, keyring, role: 'assay_worker', applicationName: 'assay worker' })
    const { consoleUrl, auditLog } = settings
    const mail = settings.mail && { mailer: createMailer(settings.mail), consoleUrl }
    const worker = await startWorker({ pool: opened.pool, keyring, mail, auditLog: auditLog ? createLog() : null })
    reportReady()
    await stopped
    await worker.stop()
    await opened.close()
  },
}
