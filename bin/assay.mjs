#!/usr/bin/env node
// Starts the `assay` command: checks Node, brings the bundle of bin/*.ts up to date and runs it in this process.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const [command = 'help'] = process.argv.slice(2)

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major < 20 || (major === 20 && minor < 9)) {
  fail(`Node ${process.versions.node} is too old: install Node 20.9 or newer`)
}
if (!existsSync(join(root, 'node_modules', 'esbuild'))) fail(`packages are missing in ${root}: run npm ci`)

readEnvironmentFile(join(root, '.env'))
process.env.NODE_ENV ??= command === 'dev' ? 'development' : 'production'
process.env.NEXT_TELEMETRY_DISABLED ??= '1'

// Bundles of their own, so that neither the demo's clock nor the watcher are in what production runs.
const entry = command === 'demo' || command === 'dev' ? command : 'main'
const { bundle, buildConsole } = await import('./build.mjs')
const wantsHelp = process.argv.includes('--help')
try {
  const folder = await bundle(root, entry)
  if (['start', 'console', 'demo'].includes(command) && !wantsHelp) await buildConsole(root)
  await import(join(folder, `${entry}.js`))
} catch (error) {
  if (error?.name !== 'BuildError') throw error
  fail(error.message)
}

function fail(message) {
  console.error(`assay: ${message}`)
  process.exit(1)
}

/** Lines of NAME=value; what is set already wins, as it does in Next. Node's own reader came after 20.9. */
function readEnvironmentFile(path) {
  if (!existsSync(path)) return
  for (const line of readFileSync(path, 'utf8').split('\n')) {
    const [, name, value] = line.match(/^\s*(?:export\s+)?([A-Z_][A-Z0-9_]*)\s*=\s*(.*?)\s*$/) ?? []
    if (name && process.env[name] === undefined) process.env[name] = value.replace(/^(['"])(.*)\1$/, '$2')
  }
}
