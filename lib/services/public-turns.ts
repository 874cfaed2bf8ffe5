import { createHmac } from 'node:crypto'
import { lt, sql } from 'drizzle-orm'
import { publicTurn } from '@/db/schema/share-link'
import { DAY } from '@/lib/core/instant'
import type { Services } from './context'
import { databaseNow } from './query'
import { record } from './record'

/** How often something may be asked from outside sign-in. */
export interface TurnLimit {
  /** What is asked, and by whom or about what: `['report', 'address', '203.0.113']`. */
  readonly of: readonly string[]
  readonly max: number
  /** Length of a window in milliseconds, a day at most. */
  readonly within: number
}

/** Counts one turn and says whether it is still within the limit. Turns that come at once count each. */
export async function takeTurn(services: Services, { of, max, within }: TurnLimit): Promise<boolean> {
  const key = keyOf(services, of)
  return record(services.db, async (tx) => {
    const now = await databaseNow(tx)
    const windowStart = now - (now % within)
    const [turn] = await tx
      .insert(publicTurn)
      .values({ key, windowStart, count: 1 })
      .onConflictDoUpdate({
        target: [publicTurn.key, publicTurn.windowStart],
        set: { count: sql`${publicTurn.count} + 1` },
      })
      .returning({ count: publicTurn.count })
    const taken = turn?.count ?? 1
    if (taken === 1) await tx.delete(publicTurn).where(lt(publicTurn.windowStart, now - 2 * DAY))
    return taken <= max
  })
}

/** Keyed, so that the table names neither addresses nor references. */
function keyOf({ keyring }: Services, of: readonly string[]): Buffer {
  const pepper = keyring.peppers.get(keyring.currentPepperVersion)
  if (pepper === undefined) throw new Error(`The keyring lacks pepper ${keyring.currentPepperVersion}`)
  return createHmac('sha256', pepper)
    .update(JSON.stringify(['public turn', ...of]))
    .digest()
}
