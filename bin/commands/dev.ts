import { join } from 'node:path'
import { context, formatMessages, type Plugin } from 'esbuild'
import { type Environment, environment } from '@/lib/env'
import { projectRoot } from '@/lib/root'
import { loadSecrets } from '@/lib/secrets'
import { bundleOptions } from '../build.mjs'
import type { ChildPlan } from '../children'
import type { Command } from '../command'
import { runInstallation } from '../installation'
import { printAddresses, printSetUpLink, processPlans } from './start'

export const command: Command = {
  help: `Usage: assay dev

Runs everything with hot reload: the console by next dev; data plane and worker start again when a source changes.`,
  async run() {
    const settings = environment()
    const root = projectRoot()
    const folder = join(root, '.assay', 'dev')
    let restart = async () => {}
    const sources = await context({ ...bundleOptions(root, folder, ['main']), plugins: [onBuilt(() => restart())] })
    try {
      await sources.rebuild()
      await sources.watch()
      await runInstallation({
        environment: settings,
        development: true,
        plans: (env) => [...processPlans(folder, ['worker', 'api'], env), nextDev(root, settings, env)],
        announce: async (database, [worker, api]) => {
          printAddresses(settings, database)
          await printSetUpLink(settings, database)
          restart = async () => {
            await Promise.all([worker?.restart(), api?.restart()])
          }
          return undefined
        },
      })
    } finally {
      await sources.dispose()
    }
  },
}

function onBuilt(restart: () => Promise<void>): Plugin {
  return {
    name: 'restart',
    setup(build) {
      build.onEnd(async ({ errors }) => {
        if (errors.length === 0) return restart()
        console.error((await formatMessages(errors, { kind: 'error', color: true })).join(''))
      })
    },
  }
}

function nextDev(root: string, settings: Environment, env: NodeJS.ProcessEnv): ChildPlan {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  return {
    name: 'The console',
    command: [process.execPath, next, 'dev', root, '-p', String(settings.consolePort), '-H', settings.host],
    env: {
      ...env,
      NODE_ENV: 'development',
      NEXTAUTH_URL: settings.consoleUrl,
      NEXTAUTH_SECRET: loadSecrets(settings).sessionSecret,
    },
    channel: false,
  }
}
