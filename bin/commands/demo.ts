import { existsSync, readdirSync, rmSync } from 'node:fs'
import pg from 'pg'
import { findRunning } from '@/db/embedded'
import { openCluster } from '@/db/embedded-cluster'
import { wallClock } from '@/lib/clock'
import { type Environment, environment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import { StartupError } from '@/lib/startup-error'
import { createAssay } from '../../clients/node/assay'
import { startShop } from '../../examples/shop/shop'
import type { Command } from '../command'
import { createActs } from '../demo/acts'
import { liveOn } from '../demo/live'
import { type Line, livePast, type Past } from '../demo/past'
import { createRandom, type Random } from '../demo/random'
import { runInstallation } from '../installation'
import { printAddresses, productionPlans } from './start'

const SEED = 20_261_122
const SHOP_PORT = 4_000

export const command: Command = {
  help: `Usage: assay demo [--seed N] [--shop-port N]

Everything of assay start on a database of its own, with two applications and a hundred people in it: three days of history,
then the present over real HTTP. The same seed lives the same lives. Each run begins anew.`,
  options: { seed: { type: 'string' }, 'shop-port': { type: 'string' } },
  async run(values) {
    const settings = await freshEnvironment(environment())
    const random = createRandom(Number(values.seed ?? SEED))
    const shopPort = Number(values['shop-port'] ?? SHOP_PORT)
    const line: Line = { fetch: globalThis.fetch, clock: wallClock }
    let past: Past | undefined
    await runInstallation({
      environment: settings,
      plans: productionPlans,
      async prepare(url) {
        await refuseRealOperators(url)
        console.log('Living three days of history.')
        past = await livePast(
          url,
          loadSecrets(settings).keyring,
          settings.apiUrl,
          line,
          random,
          `http://127.0.0.1:${shopPort}`,
        )
      },
      async announce(database) {
        if (past === undefined) throw new Error('The demo has no past')
        printAddresses(settings, database)
        return present(settings, past, random, shopPort)
      },
    })
    console.log('Stopped.')
  },
}

/** A database of its own, and a fresh one: nothing in it can be anybody's. */
async function freshEnvironment(settings: Environment): Promise<Environment> {
  const dataDirectory = `${settings.dataDirectory}-demo`
  if (settings.databaseUrl !== undefined) return { ...settings, dataDirectory }
  if ((await findRunning(dataDirectory)) !== undefined)
    throw new StartupError('a demo runs already: stop it with Ctrl-C first')
  refuseForeignFiles(dataDirectory)
  // Where root's server could not reach the data directory, its files are outside of it.
  rmSync(openCluster(dataDirectory).directory, { recursive: true, force: true })
  rmSync(dataDirectory, { recursive: true, force: true })
  return { ...settings, dataDirectory }
}

/** The directory is emptied at each start, so it must be an earlier demo's. */
function refuseForeignFiles(directory: string): void {
  const files = existsSync(directory) ? readdirSync(directory) : []
  if (files.length > 0 && !files.some((name) => name === 'secrets.json' || name === 'postgres.log'))
    throw new StartupError(
      `${directory} holds files that are no demo's: move them, or set ASSAY_DATA_DIR to another place`,
    )
}

async function refuseRealOperators(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query('select 1 from operator limit 1')
    if (rows.length > 0)
      throw new StartupError(
        'this database has operators: the demo needs an empty one, set DATABASE_URL to another or unset it',
      )
  } finally {
    await client.end()
  }
}

async function present(
  settings: Environment,
  past: Past,
  random: Random,
  shopPort: number,
): Promise<() => Promise<void>> {
  const { setting } = past
  const clientOf = (key: string) => createAssay({ url: settings.apiUrl, key })
  const shop = await startShop({
    port: shopPort,
    assay: clientOf(setting.storefrontKey),
    name: 'Storefront',
    slug: 'storefront',
  })
  const applications = [setting.storefrontKey, setting.helpDeskKey].map((key) => createActs(clientOf(key)))
  const live = liveOn(past, applications, random, () => undefined)
  const operators = Object.entries(setting.operatorMails).map(([role, mail]) => `  ${mail.padEnd(18)}${role}`)
  console.log(`  Sign in to the console with the password  ${setting.password}
${operators.join('\n')}

  The shop    ${shop.url}
  Sign in as  ann@example.com, with: a mug of warm tea
`)
  return async () => {
    await live.stop()
    await shop.close()
  }
}
