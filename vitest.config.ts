import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

/** Rooms whose tests talk to a real Postgres; everything else is plain code and runs in `npm run check`. */
const WITH_DATABASE = ['db/**', 'bin/**', 'lib/{services,api,jobs,auth,actions}/**', 'app/*/_export/**'].map(
  (folder) => `${folder}/*.test.{ts,tsx}`,
)

const EXCLUDED = ['**/node_modules/**', '**/.next/**', '**/.assay/**', 'e2e/**', 'bench/**']
/** Nothing in them depends on the database's version. */
const NO_SQL = [
  ...['db/embedded*', 'bin/**', 'lib/api/{timing,fuzz,contract,faults}*'],
  ...['lib/services/every-verb*', 'lib/services/operators/guesses*', 'lib/actions/every-action*'],
]
const resolve = { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } }

const withDatabase = (name: string, excluded: string[] = []) => ({
  resolve,
  test: {
    name,
    include: WITH_DATABASE,
    exclude: [...EXCLUDED, ...excluded],
    globalSetup: ['db/testing-cluster.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
})

export default defineConfig({
  resolve,
  test: {
    projects: [
      {
        resolve,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...EXCLUDED, ...WITH_DATABASE],
          testTimeout: 30_000,
        },
      },
      withDatabase('services'),
      // The oldest Postgres we support, where Debian's package of it is installed.
      ...(existsSync('/usr/lib/postgresql/15/bin/postgres') ? [withDatabase('services@15', NO_SQL)] : []),
    ],
  },
})
