import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Environment, environment } from '@/lib/env'
import type { ChildPlan } from '../children'
import type { Command } from '../command'
import type { OpenDatabase } from '../database'
import { runInstallation } from '../installation'
import { makeSetUpLink } from '../set-up-link'

export const command: Command = {
  help: `Usage: assay start

Runs everything: the database (embedded, unless DATABASE_URL is set), console, data plane and worker. Brings the database
up to date first. Ctrl-C or SIGTERM ends all of it cleanly.`,
  async run() {
    const settings = environment()
    await runInstallation({
      environment: settings,
      plans: productionPlans,
      announce: async (database) => {
        printAddresses(settings, database)
        await printSetUpLink(settings, database)
        return undefined
      },
    })
    console.log('Stopped.')
  },
}

/** The three processes as they run in production. */
export function productionPlans(env: NodeJS.ProcessEnv): ChildPlan[] {
  // The launcher's own bundle: a child comes back as the same version it was, whatever changed on disk meanwhile.
  return processPlans(fileURLToPath(new URL('.', import.meta.url)), ['worker', 'api', 'console'], env)
}

/** Our own processes out of a bundle. */
export function processPlans(
  folder: string,
  names: readonly (keyof typeof PROCESS_NAMES)[],
  env: NodeJS.ProcessEnv,
): ChildPlan[] {
  return names.map((name) => ({
    name: PROCESS_NAMES[name],
    command: [process.execPath, '--enable-source-maps', join(folder, 'main.js'), name],
    env,
    channel: true,
  }))
}

const PROCESS_NAMES = { worker: 'The worker', api: 'The data plane', console: 'The console' } as const

/** Where everything is, for the person at the terminal. */
export function printAddresses(settings: Environment, database: OpenDatabase): void {
  console.log(`
  Console     ${settings.consoleUrl}
  Data plane  ${settings.apiUrl}
  Database    ${database.description}
`)
}

/** While nobody can sign in: how the first operator is made. */
export async function printSetUpLink(settings: Environment, database: OpenDatabase): Promise<void> {
  const link = await makeSetUpLink(database.url, settings)
  if (link)
    console.log(
      `  No operator exists yet. Open this link within 24 hours to become the first; it works once:\n  ${link}\n`,
    )
}
