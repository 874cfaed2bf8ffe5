import type pg from 'pg'
import { createDatabase } from '@/db/client'
import type { Keyring } from '@/lib/crypto/keyring'
import { createConfigCache } from './config-cache'
import type { Services } from './context'
import { createLeanReader } from './judge/read-lean'
import { createStoredReader } from './judge/read-records'
import { createTelemetry } from './judge/telemetry'

/** What a process gives its verbs, over one pool. Flush `telemetry` before the pool ends. */
export function createServices(pool: pg.Pool, keyring: Keyring): Services {
  const db = createDatabase(pool)
  return {
    db,
    keyring,
    config: createConfigCache(db),
    lean: createLeanReader(db),
    stored: createStoredReader(db),
    telemetry: createTelemetry(db),
  }
}
