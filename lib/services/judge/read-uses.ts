import { asc, eq } from 'drizzle-orm'
import { useHour } from '@/db/schema/use-hour'
import type { UseMinute } from '@/lib/core/history'
import { type Instant, MINUTE } from '@/lib/core/instant'
import type { Reader } from '../transaction'

/** The minutes a credential was used in, oldest first. Counts are known by the hour and spread evenly over its minutes. */
export async function readUses(db: Reader, credentialId: string): Promise<UseMinute[]> {
  const hours = await db
    .select({ hour: useHour.hour, minutes: useHour.minutes, count: useHour.count })
    .from(useHour)
    .where(eq(useHour.credentialId, credentialId))
    .orderBy(asc(useHour.hour))
  return hours.flatMap(minutesOf)
}

/** The minutes of one stored hour that saw a use. */
export function minutesOf(stored: { hour: Instant; minutes: string; count: number }): UseMinute[] {
  const { hour, minutes, count } = stored
  const used = [...minutes].flatMap((bit, minute) => (bit === '1' ? [hour + minute * MINUTE] : []))
  return used.map((minute) => ({ minute, count: Math.max(1, Math.round(count / used.length)) }))
}
