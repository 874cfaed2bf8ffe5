import { createPool } from '@/db/client'
import { assertMigrated } from '@/db/migrate'
import { environment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import { type ChainReport, verifyChain } from '@/lib/services/audit/verify-chain'
import { createServices } from '@/lib/services/create-services'
import { type Checked, checkStore } from '@/lib/services/integrity/check-store'
import { StartupError } from '@/lib/startup-error'
import type { Command } from '../command'
import { borrowDatabase } from '../database'
import { systemContext } from '../services'

export const command: Command = {
  help: `Usage: assay fsck

Checks what is stored, while everything may go on running: the chain of audit entries, that credentials, their live rows,
endings, families and suspensions agree, and that the secrets are those the database was first used with. Changes nothing.
One line a check; exit code 1 when any found something.`,
  async run() {
    const settings = environment()
    const { keyring } = loadSecrets(settings)
    const database = await borrowDatabase(settings)
    try {
      await assertMigrated(database.url)
      console.log(`Checking ${database.description}`)
      report(await checkAll(database.url, keyring))
    } finally {
      await database.close()
    }
  },
}

/** Reads as the worker, which may see everything this looks at and write almost nothing of it. Takes as long as it takes. */
async function checkAll(url: string, keyring: Parameters<typeof createServices>[1]): Promise<Checked[]> {
  const limits = { max: 1, statementTimeoutMilliseconds: 0 }
  const pool = createPool({ url, role: 'assay_worker', applicationName: 'assay fsck', ...limits })
  try {
    const services = createServices(pool, keyring)
    return [chainCheck(await verifyChain(services)), ...(await checkStore(systemContext(services), {}))]
  } finally {
    await pool.end()
  }
}

const BREAKS = {
  gap: 'is missing',
  missing: 'speaks of an entry that is gone',
  changed: 'does not fit its entry, or an earlier one',
} as const

function chainCheck({ sealed, unsealed, broken }: ChainReport): Checked {
  const name = `the chain of audit entries holds (${sealed} sealed, ${unsealed} waiting)`
  if (broken === null) return { name, broken: 0, examples: [] }
  return { name, broken: 1, examples: [`seal ${broken.position} ${BREAKS[broken.why]}`] }
}

function report(checks: readonly Checked[]): void {
  for (const check of checks) console.log(lineOf(check))
  const found = checks.filter(({ broken }) => broken > 0).length
  if (found > 0) throw new StartupError(`${found} of ${checks.length} checks found damage: see the lines above`)
  console.log('Nothing found.')
}

function lineOf({ name, broken, examples }: Checked): string {
  if (broken === 0) return `✓ ${name}`
  const rest = broken > examples.length ? ` and ${broken - examples.length} more` : ''
  return `✗ ${name}: ${examples.join('; ')}${rest}`
}
