import { createPool } from '@/db/client'
import type { Role } from '@/lib/core/permissions'
import { createOperator } from '@/lib/services/operators/create-operator'
import { signedInBy } from '@/lib/services/operators/testing-sign-in'
import { type TestWorld, testWorld } from '@/lib/services/testing'
import { request } from './testing-request'

export const OWN_ORIGIN = { origin: 'http://localhost:3000', host: 'localhost:3000', 'sec-fetch-site': 'same-origin' }

/**
 * A world whose console can be called as a browser calls it. The test file replaces `next/headers` and
 * `@/lib/console-services` by `@/lib/auth/testing-request`.
 */
export async function consoleWorld() {
  const world = await testWorld()
  request.services = world.services.console
  return {
    ...world,
    clock: await world.database.movableClock(),
    /** From here on, calls come with these headers and this session token. */
    comeAs(token: string | null, headers: Record<string, string> = OWN_ORIGIN): void {
      request.headers = new Headers(headers)
      request.cookies = new Map(token === null ? [] : [['assay.session', token]])
    },
    /** A signed-in operator of this role. */
    signedIn: (role: Role) => signedIn(world, role),
    /** Runs with a store that cannot be reached. */
    async withoutStore<T>(run: () => Promise<T>): Promise<T> {
      const pool = createPool({ url: world.database.url, applicationName: 'closed' })
      await pool.end()
      request.services = { ...world.services.console, db: world.database.drizzle(pool) }
      try {
        return await run()
      } finally {
        request.services = world.services.console
      }
    },
  }
}

async function signedIn(world: TestWorld, role: Role) {
  const email = `${role}-${await world.now()}@example.org`
  const password = 'a quiet harbour in november'
  await createOperator(world.owner, {
    name: 'Nora',
    email,
    password,
    bindings: [{ role, applicationId: null }],
  })
  const door = { ...world.system, services: world.services.console }
  return signedInBy(door, { email, password }, { userAgent: null })
}
