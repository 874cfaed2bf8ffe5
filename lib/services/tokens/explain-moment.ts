import { and, desc, eq, lte, sql } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { entry } from '@/lib/audit/entry'
import { type Instant, MINUTE } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { command, type WriteArguments } from '../command'
import type { Config } from '../config-cache'
import { Id, InstantInput } from '../input-parts'
import { readCredentials, type StoredCredential } from '../judge/read-records'
import { masked, shows, type Veil, veilOf } from '../masking'
import { withinReach } from '../reach'
import { subjectWithin } from '../subject-within'
import type { Reader } from '../transaction'
import { byLikelihood } from './likely'
import type { MomentExplanation } from './moment'
import { actsBetween, policiesBetween } from './moment-around'
import { lifeBetween, type Stretch } from './moment-lives'
import { refusalsBetween } from './moment-refusals'
import { usesBetween } from './moment-uses'

export const MomentInput = z.strictObject({
  subjectId: Id,
  at: InstantInput,
  /** How far before and after to look. */
  withinMinutes: z.number().int().min(1).max(1_440).default(30),
})

type Arguments = WriteArguments<z.output<typeof MomentInput>>

const CREDENTIALS_MAX = 200
const EVENTS_MAX = 400
const LIKELY_MAX = 3

/**
 * What happened to a person's credentials around a moment: issues, uses, refusals, endings, acts and policies on one line, and
 * what most likely explains it first. Observing is not using; the read is entered. Errors: `not_found`.
 */
export const explainMoment = command({
  permission: 'tokens.explain',
  input: MomentInput,
  async run(args: Arguments) {
    const found = await readMoment(args)
    const target = { targetType: 'subject', targetId: found.subject.id, subjectId: found.subject.id } as const
    const detail = {
      by: 'moment',
      credentialId: found.likely[0]?.credentialId ?? null,
      reason: found.likely[0]?.verdict.reason ?? null,
      at: found.at,
    } as const
    return { result: found, entries: [entry('token.explained', target, detail)] }
  },
})

async function readMoment({ tx, now, input, reach, actor, services }: Arguments): Promise<MomentExplanation> {
  const config = await services.config.within(tx)
  const person = await subjectWithin(tx, config, reach, input.subjectId)
  const stretch = stretchAround(input, now)
  const stored = await credentialsUntil(tx, config, reach, person.id, stretch.until)
  const uses = await usesBetween(tx, stored, stretch)
  const lives = stored.map((each) => lifeBetween(each, config, uses.get(each.record.id) ?? [], stretch))
  const refused = await refusalsBetween(tx, config, { reach, subjectId: person.id, stretch })
  const likely = byLikelihood([...refused.candidates, ...lives.flatMap(({ ended }) => ended ?? [])], stretch.at)
  const events = [
    ...lives.flatMap((life) => life.events),
    ...refused.events,
    ...policiesBetween(config, stored, stretch),
    ...(await actsBetween(tx, { subjectId: person.id, stored, reach, stretch })),
  ].sort((a, b) => a.at - b.at)
  const told = {
    subject: namesOf(person),
    at: stretch.at,
    from: stretch.from,
    until: stretch.until,
    likely: likely.slice(0, LIKELY_MAX).map(({ told }) => told),
    events: events.slice(0, EVENTS_MAX),
    lanes: lives.flatMap(({ lane }) =>
      lane === null ? [] : [{ ...lane, refusals: refused.marks(lane.credentialId) }],
    ),
    more: events.length > EVENTS_MAX || refused.more || stored.length >= CREDENTIALS_MAX,
    now,
  }
  const places = [...stored.map(({ record }) => record), ...refused.places]
  const plain = mayBeSeen(await veilOf(tx, actor, now), person.id, places)
  return { ...(plain ? told : masked(told)), masked: !plain }
}

/** Mail and addresses of a person are shown where those of every application they appear in may be seen, refused or not. */
function mayBeSeen(veil: Veil, subjectId: string, places: readonly { readonly applicationId: string }[]): boolean {
  if (shows(veil, { subjectId, applicationId: null })) return true
  return places.length > 0 && places.every(({ applicationId }) => shows(veil, { subjectId, applicationId }))
}

function namesOf({ id, type, name, email, externalId }: MomentExplanation['subject']): MomentExplanation['subject'] {
  return { id, type, name, email, externalId }
}

function stretchAround({ at, withinMinutes }: Arguments['input'], now: Instant): Stretch {
  const asked = Math.min(at, now)
  const reachOut = withinMinutes * MINUTE
  return { at: asked, from: asked - reachOut, until: Math.min(asked + reachOut, now), now }
}

/** The newest that were issued by then; ids sort by time. */
function credentialsUntil(
  tx: Reader,
  config: Config,
  reach: Reach,
  subjectId: string,
  until: Instant,
): Promise<StoredCredential[]> {
  const newest = tx
    .select({ id: credential.id })
    .from(credential)
    .where(
      and(
        eq(credential.subjectId, subjectId),
        lte(credential.issuedAt, until),
        withinReach(reach, credential.applicationId),
      ),
    )
    .orderBy(desc(credential.id))
    .limit(CREDENTIALS_MAX)
  return readCredentials(tx, config, sql`${credential.id} in ${newest}`)
}
