// `npm test`: every step in order, each with its time; the last line is the sum. `npm run check` leaves out what takes long.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildConsole, bundle } from './build.mjs'

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = join(root, '.assay', 'test')
const packageFile = (path) => join(root, 'node_modules', path)
const POSTGRES_15 = '/usr/lib/postgresql/15/bin/postgres'

const QUICK = [
  { name: 'lint', run: () => program(packageFile('@biomejs/biome/bin/biome'), ['check', '--error-on-warnings', '.']) },
  { name: 'types', run: types },
  { name: 'nothing unused', run: () => program(packageFile('knip/bin/knip.js'), ['--no-progress']) },
  { name: 'house rules, unit and property tests', run: () => vitest('unit') },
]

const SLOW = [
  { name: 'service and data-plane tests, Postgres 18', run: () => vitest('services') },
  {
    name: 'service and data-plane tests, Postgres 15',
    run: () => vitest('services@15'),
    when: () => existsSync(POSTGRES_15),
  },
  { name: 'production build', run: build },
  { name: 'browser tests', run: browser, when: () => existsSync(join(root, 'e2e', 'playwright.config.ts')) },
]

rmSync(reports, { recursive: true, force: true })
mkdirSync(reports, { recursive: true })
const steps = process.argv[2] === 'check' ? QUICK : [...QUICK, ...SLOW]
const sum = { passed: 0, failed: 0 }
for (const step of steps) {
  if (step.when && !step.when()) {
    console.log(`- ${step.name}: not here`)
    continue
  }
  const startedAt = performance.now()
  const { passed, failed, output } = await step
    .run()
    .catch((error) => ({ passed: 0, failed: 1, output: error.message }))
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1)
  if (failed > 0) console.log(output.trimEnd())
  console.log(`${failed > 0 ? '✗' : '✓'} ${step.name}: ${passed} passed, ${failed} failed (${seconds} s)`)
  sum.passed += passed
  sum.failed += failed
}
process.exitCode = sum.failed > 0 ? 1 : 0
console.log(`${sum.passed} passed, ${sum.failed} failed`)

/** A step that is right or wrong as a whole counts as one test. */
async function program(file, args, env = {}) {
  const { code, output } = await node(file, args, env)
  return code === 0 ? { passed: 1, failed: 0, output } : { passed: 0, failed: 1, output }
}

async function types() {
  // Writes next-env.d.ts and the types of the routes, which a fresh checkout does not have.
  const generated = await program(packageFile('next/dist/bin/next'), ['typegen'])
  return generated.failed > 0 ? generated : program(packageFile('typescript/bin/tsc'), ['--noEmit'])
}

async function build() {
  await bundle(root)
  await buildConsole(root)
  return { passed: 1, failed: 0, output: '' }
}

async function vitest(project) {
  const report = join(reports, `${project}.json`)
  const flags = [
    '--project',
    project,
    '--passWithNoTests',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${report}`,
  ]
  const { code, output } = await node(packageFile('vitest/vitest.mjs'), ['run', ...flags])
  return counted(report, code, output, ({ numPassedTests, numFailedTests, testResults }) => {
    // A file that cannot be loaded has no tests to count.
    const unloadable = testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0)
    return { passed: numPassedTests, failed: numFailedTests + unloadable.length }
  })
}

async function browser() {
  const report = join(reports, 'browser.json')
  const env = { ASSAY_CHROMIUM: await findChromium(), PLAYWRIGHT_JSON_OUTPUT_FILE: report }
  const flags = ['test', '-c', 'e2e/playwright.config.ts', '--reporter=json,line']
  const { code, output } = await node(packageFile('@playwright/test/cli.js'), flags, env)
  return counted(report, code, output, ({ stats, errors, suites }) => {
    for (const title of needingTwoAttempts(suites)) console.log(`  passed at the second attempt only: ${title}`)
    return { passed: stats.expected + stats.flaky, failed: stats.unexpected + errors.length }
  })
}

function needingTwoAttempts(suites = []) {
  return suites.flatMap(({ suites: inner, specs = [] }) => [
    ...specs
      .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
      .map(({ file, line, title }) => `${file}:${line} ${title}`),
    ...needingTwoAttempts(inner),
  ])
}

function counted(report, code, output, count) {
  const result = existsSync(report) ? count(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 0 }
  // The runner failed for another reason than a test: that counts too.
  const failed = code !== 0 && result.failed === 0 ? 1 : result.failed
  return { passed: result.passed, failed, output }
}

/** Playwright's own browser, the machine's, or one that is installed now. */
async function findChromium() {
  const { chromium } = await import('@playwright/test')
  const own = () => [chromium.executablePath()].find((path) => path && existsSync(path))
  const found = process.env.ASSAY_CHROMIUM ?? own() ?? onPath()
  if (found) return found
  console.log('  installing Chromium')
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const apt = (args) =>
      spawnSync('apt-get', args, { stdio: 'ignore', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } })
    apt(['update', '-qq'])
    apt(['install', '-y', '-qq', '--no-install-recommends', 'chromium'])
  } else {
    await node(packageFile('@playwright/test/cli.js'), ['install', 'chromium'])
  }
  const installed = own() ?? onPath()
  if (installed) return installed
  throw new Error(
    'no Chromium: install it (npx playwright install --with-deps chromium) or set ASSAY_CHROMIUM to its path',
  )
}

function onPath() {
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
  const folders = (process.env.PATH ?? '').split(delimiter)
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find((path) => existsSync(path))
}

function node(file, args, env = {}) {
  const child = spawn(process.execPath, [file, ...args], {
    cwd: root,
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', ...env },
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
