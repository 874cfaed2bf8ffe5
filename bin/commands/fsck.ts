import { environment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import { verifyChain } from '@/lib/services/audit/verify-chain'
import { StartupError } from '@/lib/startup-error'
import type { Command } from '../command'
import { borrowDatabase } from '../database'
import { openServices } from '../services'

export const command: Command = {
  help: `Usage: assay fsck

Follows the chain of audit entries from the first to the last and says whether anything was changed or removed.
Reads only; may run beside everything else. Exit code 1 where the chain is broken.`,
  async run() {
    const settings = environment()
    const database = await borrowDatabase(settings)
    try {
      const { keyring } = loadSecrets(settings)
      const role = 'assay_console'
      const opened = await openServices({
        databaseUrl: database.url,
        keyring,
        role,
        applicationName: 'assay fsck',
        max: 1,
      })
      const report = await verifyChain(opened.services).finally(opened.close)
      if (report.broken) {
        const { position, why } = report.broken
        throw new StartupError(`the audit chain is broken at position ${position} (${why}): compare with a backup`)
      }
      console.log(`The audit chain is whole: ${report.sealed} entries sealed, ${report.unsealed} not sealed yet.`)
    } finally {
      await database.close()
    }
  },
}
