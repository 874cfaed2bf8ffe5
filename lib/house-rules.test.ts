import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { expect, test } from 'vitest'
import { projectRoot } from './root'

/** What each room may import, besides itself and packages. A room that is not named here may import nothing. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = (() => {
  const words = ['lib/core', 'lib/format', 'lib/locale', 'lib/routes', 'lib/appearance']
  const foundation = ['lib/core', 'lib/crypto', 'lib/clock', 'lib/audit', 'lib/startup-error', 'db/schema']
  const settings = ['lib/root', 'lib/env', 'lib/secrets', 'lib/startup-error']
  const edges = [...foundation, ...settings, ...words, 'lib/log', 'lib/address', 'db', 'lib/services']
  const screens = [...words, 'lib/clock', 'lib/browser', 'lib/queries', 'components/ui']
  return {
    'lib/core': [],
    'lib/root': [],
    'lib/startup-error': [],
    'lib/appearance': [],
    'lib/clock': ['lib/core'],
    'lib/crypto': ['lib/core'],
    'lib/format': ['lib/core'],
    'lib/routes': ['lib/core'],
    'lib/audit': ['lib/core', 'lib/crypto'],
    'lib/locale': ['lib/core', 'lib/format'],
    'lib/browser': ['lib/core', 'lib/format', 'lib/clock'],
    'lib/queries': ['lib/core', 'lib/format', 'lib/routes', 'lib/browser'],
    'lib/env': ['lib/root', 'lib/startup-error'],
    'lib/log': ['lib/clock', 'lib/startup-error'],
    'lib/address': [],
    // What is spoken with an issuer: it knows nothing of operators.
    'lib/oidc': ['lib/core', 'lib/clock'],
    'lib/secrets': ['lib/crypto', 'lib/env', 'lib/startup-error'],
    'db/schema': ['lib/core'],
    db: ['db/schema', 'lib/core', 'lib/clock', 'lib/root', 'lib/startup-error'],
    'lib/services': [...foundation, 'db', 'lib/locale', 'lib/format'],
    'lib/api': edges,
    'lib/jobs': edges,
    'lib/console-services': edges,
    'lib/auth': [...edges, 'lib/console-services', 'lib/oidc'],
    'lib/actions': [...edges, 'lib/console-services', 'lib/auth'],
    'components/ui': [...words, 'lib/clock'],
    components: screens,
    app: [
      ...screens,
      'components',
      'lib/services',
      'lib/auth',
      'lib/actions',
      'lib/console-services',
      'lib/env',
      'lib/crypto',
    ],
    bin: [...edges, 'lib/console-services', 'lib/api', 'lib/jobs', 'lib/auth', 'clients', 'examples'],
    clients: [],
    examples: ['clients'],
  }
})()

/** Types cost nothing at run time: screens may name the shape of what a verb returns. */
const MAY_IMPORT_TYPES: Readonly<Record<string, readonly string[]>> = {
  'lib/queries': ['lib/services', 'lib/api'],
  'lib/locale': ['lib/audit'],
  components: ['lib/services'],
}

/** Used by every noun of lib/services, so no noun itself. */
const SHARED_SERVICES = ['judge']

const root = projectRoot()
const tops = ['app', 'bin', 'clients', 'components', 'db', 'examples', 'lib']
const paths = [...tops.flatMap(filesBelow), 'proxy.ts'].filter((path) => existsSync(join(root, path)))
const files = paths.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
/** Without tests and what only tests use. */
const sources = files.filter(({ path }) => !/\.test\.tsx?$|(^|\/)testing[./-]|test-clock/.test(path))

function filesBelow(folder: string): string[] {
  if (!existsSync(join(root, folder))) return []
  return readdirSync(join(root, folder))
    .filter((name) => name !== 'node_modules' && !name.startsWith('.'))
    .flatMap((name) => {
      const path = `${folder}/${name}`
      if (statSync(join(root, path)).isDirectory()) return filesBelow(path)
      return /\.(ts|tsx|mts|mjs)$/.test(name) && !name.endsWith('.d.mts') ? [path] : []
    })
}

interface Import {
  readonly from: string
  /** A path from the project root, without extension; or a package. */
  readonly to: string
  readonly own: boolean
  readonly typeOnly: boolean
}

function importsOf({ path, text }: { path: string; text: string }): Import[] {
  const statements = text.matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s+)?[^'";]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)|(?:^|\n)import\s*'([^']+)'/g,
  )
  return [...statements].map(([, , type, from, dynamic, bare]) => {
    const name = from ?? dynamic ?? bare ?? ''
    const own = name.startsWith('@/') || name.startsWith('.')
    const to = name.startsWith('@/') ? name.slice(2) : own ? normalize(join(dirname(path), name)) : name
    return { from: path, to: to.replace(/\.(ts|tsx|mjs)$/, ''), own, typeOnly: type !== undefined }
  })
}

const imports = sources.flatMap(importsOf)

/** The most special room a path belongs to. */
function roomOf(path: string): string {
  const bare = path.replace(/\.(ts|tsx|mts|mjs)$/, '')
  const rooms = Object.keys(MAY_IMPORT).filter((room) => bare === room || bare.startsWith(`${room}/`))
  return rooms.sort((a, b) => b.length - a.length)[0] ?? bare.split('/').slice(0, 2).join('/')
}

function lines(pattern: RegExp, among: typeof files): string[] {
  return among.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : [])),
  )
}

function inside(...folders: string[]) {
  return sources.filter(({ path }) => folders.some((folder) => path.startsWith(`${folder}/`)))
}

test('a room imports only what stands before it', () => {
  // The reader of imports still reads them.
  expect(imports.length).toBeGreaterThan(sources.length)
  const wrong = imports.filter(({ from, to, own, typeOnly }) => {
    const [here, there] = [roomOf(from), roomOf(to)]
    if (!own || here === there || here === 'proxy') return false
    const allowed = MAY_IMPORT[here]?.includes(there) || (typeOnly && MAY_IMPORT_TYPES[here]?.includes(there))
    return !allowed
  })
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('the core imports nothing, not even a package', () => {
  const wrong = imports.filter(({ from, to }) => roomOf(from) === 'lib/core' && roomOf(to) !== 'lib/core')
  expect(wrong).toEqual([])
})

test('pages never speak to the database themselves', () => {
  const wrong = imports.filter(
    ({ from, to }) => /^(app|components)\//.test(from) && /^(db\/|drizzle-orm|pg$|pg\/)/.test(to),
  )
  expect(wrong).toEqual([])
})

test('nouns do not import each other', () => {
  const noun = (path: string) => path.match(/^lib\/services\/([^/]+)\/./)?.[1]
  const wrong = imports.filter(({ from, to }) => {
    const [here, there] = [noun(from), noun(to)]
    return here && there && here !== there && !SHARED_SERVICES.includes(there)
  })
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('the Node client depends on nothing', () => {
  const wrong = imports.filter(
    ({ from, to, own, typeOnly }) => from.startsWith('clients/') && !own && !typeOnly && !to.startsWith('node:'),
  )
  expect(wrong).toEqual([])
})

test('the clock is read in one place', () => {
  const elsewhere = sources.filter(({ path }) => !/^(lib|clients\/node)\/clock\.ts$|^examples\/|\.mjs$/.test(path))
  expect(lines(/\bDate\.now\(|new Date\(\s*\)|performance\.now\(|hrtime/, elsewhere)).toEqual([])
})

test('the environment is read in one place', () => {
  const elsewhere = sources.filter(({ path }) => !/^lib\/env\.ts$|^bin\/[^/]+\.mjs$|^examples\//.test(path))
  // NODE_ENV is no setting: the bundler replaces it.
  expect(lines(/process\.env(?!\.NODE_ENV\b)/, elsewhere)).toEqual([])
})

test('nothing is exported from a file that does not define it', () => {
  expect(lines(/^export\s+(type\s+)?(\*|\{[^}]*\})\s*(as \w+\s+)?from\b/, sources)).toEqual([])
})

test('text is shown as text: nothing is written into a page as HTML', () => {
  expect(
    lines(/dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write\(/, inside('app', 'components')),
  ).toEqual([])
})

test('a password is typed where it is masked, says which one it is, and may be pasted', () => {
  const elsewhere = inside('app', 'components').filter(({ path }) => path !== 'components/form/password-input.tsx')
  expect(lines(/type="password"(?!.*autoComplete="new-password")/, elsewhere)).toEqual([])
  expect(lines(/<PasswordInput(?!.*autoComplete="(current|new)-password")/, elsewhere)).toEqual([])
  expect(lines(/\bonPaste\b|['"]paste['"]/, elsewhere)).toEqual([])
})

test('no answer opens itself to pages of other origins', () => {
  expect(lines(/access-control-allow/i, sources)).toEqual([])
})

test('no page listens to messages of other windows, but to those of its own origin', () => {
  const elsewhere = inside('app', 'components', 'lib').filter(({ path }) => !path.endsWith('/confirmed-channel.ts'))
  expect(lines(/addEventListener\(\s*['"]message['"]|\.onmessage\b|postMessage\(/, elsewhere)).toEqual([])
})

test('addresses of pages are built, not typed', () => {
  const typed = /\bhref=\{?['"`]\/|\bhref:\s*['"`]\/|\b(push|replace|redirect|prefetch)\(\s*['"`]\//
  expect(lines(typed, inside('app', 'components'))).toEqual([])
})

test('production code never reaches the movable clock', () => {
  const wrong = imports.filter(
    ({ from, to }) => /test-clock|\/testing/.test(to) && !/^bin\/(demo|commands\/demo)|^demo\//.test(from),
  )
  expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([])
})

test('exported functions of core, services, data plane and clients say what they mean', () => {
  const undocumented = inside('lib/core', 'lib/services', 'lib/api', 'clients').flatMap(({ path, text }) => {
    const all = text.split('\n')
    const isFunction = /^export (async )?function |^export const \w+ = (command|query|record|async )?\(/
    return all.flatMap((line, index) =>
      isFunction.test(line) && !all[index - 1]?.endsWith('*/') ? [`${path}: ${line}`] : [],
    )
  })
  expect(undocumented).toEqual([])
})

test('every dependency has a line that says why it is here', () => {
  const manifest: Record<string, Record<string, string> | undefined> = JSON.parse(
    readFileSync(join(root, 'package.json'), 'utf8'),
  )
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies })
  const table = join(root, 'docs', 'dependencies.md')
  const entries = existsSync(table) ? [...readFileSync(table, 'utf8').matchAll(/^- (`[^–]+) – ./gm)] : []
  const listed = entries.flatMap(([, head = '']) => [...head.matchAll(/`([^`]+)`/g)].map(([, name]) => name))
  expect(listed.toSorted()).toEqual(names.toSorted())
})

test('the lock file names the packages of every platform, not only of the machine it was written on', () => {
  const { packages }: { packages: Record<string, { optionalDependencies?: Record<string, string> }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  )
  const named = new Set(Object.keys(packages).map((path) => path.slice(path.lastIndexOf('node_modules/') + 13)))
  const wanted = Object.values(packages).flatMap(({ optionalDependencies = {} }) => Object.keys(optionalDependencies))
  expect(wanted.filter((name) => !named.has(name))).toEqual([])
})
