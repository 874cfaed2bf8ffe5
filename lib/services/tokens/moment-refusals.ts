import { and, asc, eq, gte, lte } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { refusal } from '@/db/schema/refusal'
import type { Reach } from '@/lib/core/permissions'
import { deviceOf } from '@/lib/format/device'
import type { Config } from '../config-cache'
import { applicationNameOf, recordedVerdict } from '../explain-request'
import { OWNING, type RefusalRow, withoutForeign } from '../out-of-reach'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'
import type { Lane, MomentEvent } from './moment'
import type { Stretch, ToldCandidate } from './moment-lives'
import { requestsWithin, type Within } from './requests-within'

const REFUSALS_MAX = 200

interface Asked {
  readonly reach: Reach
  readonly subjectId: string
  readonly stretch: Stretch
}

type RefusedEvent = Extract<MomentEvent, { type: 'refused' }>

interface Refused {
  readonly events: readonly RefusedEvent[]
  readonly candidates: readonly ToldCandidate[]
  readonly more: boolean
  /** Where they happened. */
  readonly places: readonly { readonly applicationId: string }[]
  readonly marks: (credentialId: string) => Lane['refusals']
}

/** What was refused to a person within the stretch, each with the reference that lies nearest to the moment. */
export async function refusalsBetween(db: Reader, config: Config, asked: Asked): Promise<Refused> {
  const rows = await rowsBetween(db, config, asked)
  const shown = rows.slice(0, REFUSALS_MAX)
  const ids = shown.map(({ id }) => id)
  const within = await requestsWithin(db, ids, asked.stretch)
  const seen = shown.flatMap((row) => {
    const part = within.get(row.id)
    return part === undefined ? [] : [{ row, part, event: toEvent(row, part, config) }]
  })
  const of = (credentialId: string) => seen.filter(({ row }) => row.credentialId === credentialId)
  return {
    events: seen.map(({ event }) => event),
    candidates: seen.map(({ row, part, event }) => toCandidate(row, part, event, config)),
    more: rows.length > REFUSALS_MAX,
    places: seen.map(({ row }) => row),
    marks: (id) => of(id).map(({ event: { at, reason } }) => ({ at, reason })),
  }
}

async function rowsBetween(db: Reader, config: Config, { reach, subjectId, stretch }: Asked): Promise<RefusalRow[]> {
  const overlaps = and(gte(refusal.lastAt, stretch.from), lte(refusal.firstAt, stretch.until))
  const rows = await db
    .select({ row: refusal, owningApplicationId: OWNING.applicationId })
    .from(refusal)
    .leftJoin(credential, OWNING.on)
    .where(and(eq(refusal.subjectId, subjectId), overlaps, withinReach(reach, refusal.applicationId)))
    .orderBy(asc(refusal.lastAt))
    .limit(REFUSALS_MAX + 1)
  return rows.map((each) => withoutForeign(each, reach, config))
}

function toEvent(row: RefusalRow, { count, firstAt, lastAt, requestId }: Within, config: Config): RefusedEvent {
  const { reason, cause, credentialId, kind, ip } = row
  return {
    ...{ type: 'refused', at: firstAt, until: lastAt, count, reason, cause, credentialId, kind, requestId, ip },
    applicationName: applicationNameOf(row.applicationId, config),
    device: deviceOf(row.userAgent)?.exact ?? null,
  }
}

/** Told as of its presentation that lies nearest to the moment. */
function toCandidate(row: RefusalRow, { nearestAt }: Within, event: RefusedEvent, config: Config): ToldCandidate {
  const { at: from, until, reason, cause, credentialId, kind, applicationName, requestId } = event
  const verdict = recordedVerdict(row, nearestAt, config)
  const told = { type: 'refused', at: nearestAt, verdict, kind, applicationName, requestId, credentialId } as const
  return { type: 'refused', from, until, reason, cause, credentialId, told }
}
