import type { Database } from '@/db/client'
import { translateStoreFailure } from './errors'
import type { Transaction } from './transaction'

/** The second and only other kind of write: telemetry (uses, refusals, rollups, throttles). It has no actor and no entry. */
export async function record<T>(db: Database, run: (tx: Transaction) => Promise<T>): Promise<T> {
  try {
    return await db.transaction(run)
  } catch (error) {
    throw translateStoreFailure(error)
  }
}
