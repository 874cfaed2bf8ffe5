import { and, desc, eq, isNull, or, sql } from 'drizzle-orm'
import { z } from 'zod'
import { auditEntry } from '@/db/schema/audit'
import { credential } from '@/db/schema/credential'
import { disabling } from '@/db/schema/disabling'
import { refusal } from '@/db/schema/refusal'
import { subject } from '@/db/schema/subject'
import type { ActorType, Environment, SubjectType } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import type { Reason } from '@/lib/core/reasons'
import { auditedQuery } from '../audited-query'
import { type CredentialView, viewCredential } from '../credential-view'
import { notFound } from '../errors'
import { readCredentials } from '../judge/read-records'
import { masked, veilOf } from '../masking'
import { OWNING } from '../out-of-reach'
import { reachesHome, withinReach } from '../reach'
import type { Reader } from '../transaction'

/** A person or service with everything of theirs, across applications and kinds. */
export interface PersonView {
  readonly id: string
  readonly externalId: string
  readonly directory: string
  readonly environment: Environment
  readonly type: SubjectType
  readonly name: string | null
  readonly email: string | null
  readonly createdAt: Instant
  /** Whether mail and network addresses are masked for who reads it. */
  readonly masked: boolean
  readonly disabled: { readonly since: Instant; readonly by: string; readonly note: string | null } | null
  /** Newest first, at most 500; `more` says whether there are others. */
  readonly credentials: readonly CredentialView[]
  readonly more: boolean
  readonly refusals: readonly {
    readonly id: string
    readonly at: Instant
    readonly reason: Reason
    readonly count: number
    readonly credentialId: string | null
  }[]
  readonly acts: readonly {
    readonly id: string
    readonly at: Instant
    readonly action: string
    readonly actorType: ActorType
    readonly actorName: string
  }[]
  readonly now: Instant
}

const CREDENTIALS_MAX = 500
const EVENTS_MAX = 100

/** Reads one person; that it was opened is entered. Errors: `not_found`. */
export const readPerson = auditedQuery({
  permission: 'people.read',
  page: 'person',
  target: ({ id }: PersonView) => ({ targetType: 'subject', targetId: id, subjectId: id }),
  input: z.strictObject({ subjectId: z.uuid() }),
  async run({ db, actor, reach, now, input, services }): Promise<PersonView> {
    const config = await services.config.current()
    const [person] = await db.select().from(subject).where(eq(subject.id, input.subjectId))
    if (person === undefined || !reachesHome(reach, config, person)) throw notFound('person')
    const veil = await veilOf(db, actor, now)
    const hidden = !(reachesHome(veil.reach, config, person) || veil.revealed.has(person.id))
    const disabled = await openDisabling(db, person.id)
    const newest = sql`${credential.id} in (select ${credential.id} from ${credential}
      where ${and(eq(credential.subjectId, person.id), withinReach(reach, credential.applicationId))} order by ${credential.id} desc limit ${CREDENTIALS_MAX + 1})`
    const stored = await readCredentials(db, config, newest)
    const views = stored.map((each) => viewCredential(each, config, now, veil)).reverse()
    const { id, externalId, directory, environment, type, name, email, createdAt } = person
    return {
      ...{ id, directory, environment, type, createdAt, masked: hidden },
      ...(hidden ? masked({ externalId, name, email }) : { externalId, name, email }),
      disabled: hidden ? masked(disabled) : disabled,
      credentials: views.slice(0, CREDENTIALS_MAX),
      more: views.length > CREDENTIALS_MAX,
      refusals: await recentRefusals(db, reach, person.id),
      acts: await recentActs(db, reach, person.id),
      now,
    }
  },
})

async function openDisabling(db: Reader, subjectId: string): Promise<PersonView['disabled']> {
  const [open] = await db
    .select({ since: disabling.fromAt, by: disabling.actorLabel, note: disabling.note })
    .from(disabling)
    .where(and(eq(disabling.targetId, subjectId), isNull(disabling.untilAt)))
  return open ?? null
}

/** A credential out of reach that was presented within it is not named. */
function recentRefusals(db: Reader, reach: Reach, subjectId: string): Promise<PersonView['refusals']> {
  return db
    .select({
      id: refusal.id,
      at: refusal.lastAt,
      reason: refusal.reason,
      count: refusal.count,
      credentialId: sql<
        string | null
      >`case when ${withinReach(reach, OWNING.applicationId) ?? sql`true`} then ${refusal.credentialId} end`,
    })
    .from(refusal)
    .leftJoin(credential, OWNING.on)
    .where(and(eq(refusal.subjectId, subjectId), withinReach(reach, refusal.applicationId)))
    .orderBy(desc(refusal.lastAt))
    .limit(EVENTS_MAX)
}

function recentActs(db: Reader, reach: Reach, subjectId: string): Promise<PersonView['acts']> {
  const here = withinReach(reach, auditEntry.applicationId)
  // What concerned all of the person, such as disabling, concerns every application.
  const concerns = here && or(here, isNull(auditEntry.applicationId))
  return db
    .select({
      id: auditEntry.id,
      at: auditEntry.at,
      action: auditEntry.action,
      actorType: auditEntry.actorType,
      actorName: auditEntry.actorLabel,
    })
    .from(auditEntry)
    .where(and(eq(auditEntry.subjectId, subjectId), concerns))
    .orderBy(desc(auditEntry.at))
    .limit(EVENTS_MAX)
}
