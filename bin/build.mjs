// Builds what is not built: the bundle of bin/*.ts (by esbuild) and the console (by Next). Both are kept by a digest of
// their sources, so that a second start builds nothing. Run directly (`npm run build`) it builds both.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const COMMON = ['package-lock.json', 'tsconfig.json', 'lib', 'db']
const BUNDLE_SOURCES = [...COMMON, 'bin', 'clients', 'examples', 'bench']
const CONSOLE_SOURCES = [...COMMON, 'app', 'components', 'public', 'proxy.ts', 'next.config.mjs', 'postcss.config.mjs']
const KEPT_BUNDLES = 6

export class BuildError extends Error {
  name = 'BuildError'
}

/** The settings of a bundle; `assay dev` watches with the same. */
export function bundleOptions(root, outdir, entries) {
  return {
    absWorkingDir: root,
    entryPoints: entries.map((name) => `bin/${name}.ts`),
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: true,
    jsx: 'automatic',
    logLevel: 'silent',
  }
}

/** The folder with bin/main.ts, and the extra entry where one is wanted, bundled from the sources as they are now. */
export async function bundle(root, entry = 'main') {
  const home = join(root, '.assay', 'build')
  const folder = join(home, `${entry}-${digest(root, BUNDLE_SOURCES)}`)
  if (existsSync(folder)) return folder
  const { build, formatMessages, stop } = await import('esbuild')
  const unfinished = join(home, `.unfinished-${process.pid}`)
  makeFolder(unfinished, root)
  try {
    await build(bundleOptions(root, unfinished, [...new Set(['main', entry])]))
    if (!existsSync(folder)) renameSync(unfinished, folder)
    removeOldBundles(home)
    return folder
  } catch (error) {
    const lines = error.errors ? await formatMessages(error.errors, { kind: 'error' }) : [error.message]
    throw new BuildError(`cannot build into ${home}: ${lines.join('').trim()}`)
  } finally {
    // Its service process would stay as long as this one.
    await stop()
    rmSync(unfinished, { recursive: true, force: true })
  }
}

/** Builds the console unless `.next` was built from the sources as they are now. */
export async function buildConsole(root) {
  const stamp = join(root, '.next', 'assay-sources')
  const sources = digest(root, CONSOLE_SOURCES)
  if (existsSync(join(root, '.next', 'BUILD_ID')) && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources)
    return
  makeFolder(join(root, '.next'), root)
  console.log('Building the console, once per version. This takes a minute.')
  const { code, output } = await nextBuild(root)
  if (code !== 0) throw new BuildError(`the console cannot be built:\n${output.trim()}`)
  writeFileSync(stamp, sources)
}

function makeFolder(path, root) {
  try {
    mkdirSync(path, { recursive: true })
  } catch (error) {
    throw new BuildError(
      `${path} cannot be made (${error.code}): run npm run build once as the owner of ${root}, or give that folder to this user`,
    )
  }
}

function nextBuild(root) {
  const next = join(root, 'node_modules', 'next', 'dist', 'bin', 'next')
  const child = spawn(process.execPath, [next, 'build'], {
    cwd: root,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text) => {
      output += text
    })
  }
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('close', (code) => done({ code, output }))
  })
}

function removeOldBundles(home) {
  const bundles = readdirSync(home)
    .filter((name) => !name.startsWith('.'))
    .map((name) => ({ path: join(home, name), builtAt: statSync(join(home, name)).mtimeMs }))
    .sort((a, b) => b.builtAt - a.builtAt)
  for (const { path } of bundles.slice(KEPT_BUNDLES)) rmSync(path, { recursive: true, force: true })
}

function digest(root, sources) {
  const hash = createHash('sha256').update(process.versions.node)
  for (const path of sources.flatMap((source) => filesBelow(join(root, source)))) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex').slice(0, 16)
}

const IGNORED = /^(node_modules|\..*|.*\.test\.tsx?)$/

function filesBelow(path) {
  if (!existsSync(path)) return []
  if (statSync(path).isFile()) return [path]
  return readdirSync(path)
    .filter((name) => !IGNORED.test(name))
    .sort()
    .flatMap((name) => filesBelow(join(path, name)))
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = fileURLToPath(new URL('..', import.meta.url))
  try {
    mkdirSync(join(root, '.assay'), { recursive: true })
    await bundle(root)
    await buildConsole(root)
    console.log('Built.')
  } catch (error) {
    console.error(`assay: ${error.message}`)
    process.exit(1)
  }
}
