import { and, gte, inArray, lte } from 'drizzle-orm'
import { useHour } from '@/db/schema/use-hour'
import type { UseMinute } from '@/lib/core/history'
import { DAY, HOUR, type Instant } from '@/lib/core/instant'
import type { StoredCredential } from '../judge/read-records'
import { minutesOf } from '../judge/read-uses'
import type { Reader } from '../transaction'
import type { Stretch } from './moment-lives'

/** The minutes in which each credential was used, up to the end of the stretch and a day back: enough to tell idle from busy. */
export async function usesBetween(
  db: Reader,
  stored: readonly StoredCredential[],
  { from, until }: Stretch,
): Promise<ReadonlyMap<string, readonly UseMinute[]>> {
  const uses = new Map<string, UseMinute[]>()
  if (stored.length === 0) return uses
  const ids = stored.map(({ record }) => record.id)
  const hours = await db
    .select()
    .from(useHour)
    .where(and(inArray(useHour.credentialId, ids), gte(useHour.hour, hourOf(from - DAY)), lte(useHour.hour, until)))
    .orderBy(useHour.hour)
  for (const hour of hours) uses.set(hour.credentialId, [...(uses.get(hour.credentialId) ?? []), ...minutesOf(hour)])
  return uses
}

function hourOf(at: Instant): Instant {
  return at - (at % HOUR)
}
