import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { credentialEnd } from '@/db/schema/credential-end'
import { credentialLive } from '@/db/schema/credential-live'
import { cutoff } from '@/db/schema/cutoff'
import { disabling } from '@/db/schema/disabling'
import { family } from '@/db/schema/family'
import { keyChange } from '@/db/schema/key-change'
import { subject } from '@/db/schema/subject'
import { suspension } from '@/db/schema/suspension'
import type { ActorType, CredentialRecord, Cutoff, FormerTerms } from '@/lib/core/credential'
import type { Interval } from '@/lib/core/instant'
import type { Config } from '../config-cache'
import type { Reader } from '../transaction'
import { createConvoy } from './convoy'

/** A stored credential with everything around it: dead or alive, with who did what. The digest is only for the judge. */
export interface StoredCredential {
  readonly record: CredentialRecord
  readonly selector: string
  readonly issuerKeyId: string
  readonly name: string | null
  readonly purpose: string | null
  readonly contact: string | null
  readonly tags: readonly string[]
  readonly authMethod: string | null
  readonly createdIp: string | null
  readonly createdCountry: string | null
  readonly createdUserAgent: string | null
  readonly issuedBy: string
  readonly issuedByType: ActorType
  readonly lastUsedIp: string | null
  readonly lastUsedUserAgent: string | null
  readonly useCount: number
  readonly endNote: string | null
  readonly correlationId: string | null
  readonly subject: SubjectSummary
  readonly digest: Buffer
  readonly pepperVersion: number
}

export interface SubjectSummary {
  readonly id: string
  readonly externalId: string
  readonly type: 'person' | 'service'
  readonly name: string | null
  readonly email: string | null
  readonly representsApplicationId: string | null
}

/** Reads credentials with their intervals and cutoffs, in a fixed number of statements whatever their count. Order by id. */
export async function readCredentials(db: Reader, config: Config, where: SQL): Promise<StoredCredential[]> {
  const { rows, around } = await readRows(db, where)
  return rows.map((row) => toStored(row, around, config))
}

/** Reads the credential behind a selector, dead or alive, at a config; null when there is none. */
export type StoredReader = (selector: string, config: Config) => Promise<StoredCredential | null>

const CONVOY = { lanes: 4, seats: 50 }

/** For refusals, which need the full record: those that arrive together are read together, as on the hot path. */
export function createStoredReader(db: Reader): StoredReader {
  const read = createConvoy(
    (selectors: readonly string[]) =>
      readRows(db, sql`${credential.selector} = any(${sql.param([...new Set(selectors)])}::text[])`),
    CONVOY,
  )
  return async (selector, config) => {
    const { rows, around } = await read(selector)
    const row = rows.find((each) => each.credential.selector === selector)
    return row === undefined ? null : toStored(row, around, config)
  }
}

/** The one credential with this id, or null. */
export async function readCredential(
  db: Reader,
  config: Config,
  credentialId: string,
): Promise<StoredCredential | null> {
  const [found] = await readCredentials(db, config, eq(credential.id, credentialId))
  return found ?? null
}

async function readRows(db: Reader, where: SQL) {
  const rows = await selectCredentials(db, where)
  return { rows, around: rows.length === 0 ? NOTHING_AROUND : await readAround(db, rows) }
}

function selectCredentials(db: Reader, where: SQL) {
  return db
    .select({ credential, live: credentialLive, end: credentialEnd, signedInAt: family.signedInAt, subject })
    .from(credential)
    .innerJoin(family, eq(family.id, credential.familyId))
    .innerJoin(subject, eq(subject.id, credential.subjectId))
    .leftJoin(credentialLive, eq(credentialLive.credentialId, credential.id))
    .leftJoin(credentialEnd, eq(credentialEnd.credentialId, credential.id))
    .where(where)
    .orderBy(asc(credential.id))
}

type Row = Awaited<ReturnType<typeof selectCredentials>>[number]
type Around = Awaited<ReturnType<typeof readAround>>

async function readAround(db: Reader, rows: readonly Row[]) {
  const credentialIds = rows.map((row) => row.credential.id)
  const subjectIds = [...new Set(rows.map((row) => row.credential.subjectId))]
  const keyIds = rows.filter((row) => row.credential.kind === 'api_key').map((row) => row.credential.id)
  return {
    changes: keyIds.length === 0 ? [] : await selectChanges(db, keyIds),
    suspensions: await db.select().from(suspension).where(inArray(suspension.credentialId, credentialIds)),
    disablings: await db
      .select()
      .from(disabling)
      .where(and(eq(disabling.targetType, 'subject'), inArray(disabling.targetId, subjectIds))),
    cutoffs: await db.select().from(cutoff).where(inArray(cutoff.subjectId, subjectIds)),
  }
}

/** Each whole, in the order they were made. */
function selectChanges(db: Reader, keyIds: readonly string[]) {
  return db
    .select()
    .from(keyChange)
    .where(inArray(keyChange.credentialId, [...keyIds]))
    .orderBy(asc(keyChange.credentialId), asc(keyChange.version))
}

const NOTHING_AROUND: Around = { changes: [], suspensions: [], disablings: [], cutoffs: [] }

function toStored(row: Row, around: Around, config: Config): StoredCredential {
  const { credential: fixed, live, end } = row
  const state = live ?? end
  if (state === null) throw new Error(`Credential ${fixed.id} is neither live nor ended: the store was edited`)
  const now = changesOf(fixed, around).at(-1) ?? fixed
  return {
    record: toRecord(row, around, config),
    selector: fixed.selector,
    issuerKeyId: fixed.issuerKeyId,
    name: now.name,
    purpose: now.purpose,
    contact: now.contact,
    tags: now.tags,
    authMethod: fixed.authMethod,
    createdIp: fixed.createdIp,
    createdCountry: fixed.createdCountry,
    createdUserAgent: fixed.createdUserAgent,
    issuedBy: fixed.actorLabel,
    issuedByType: fixed.actorType,
    lastUsedIp: state.lastUsedIp,
    lastUsedUserAgent: state.lastUsedUserAgent,
    useCount: state.useCount,
    endNote: end?.note ?? null,
    correlationId: end?.correlationId ?? null,
    subject: row.subject,
    digest: state.digest,
    pepperVersion: state.pepperVersion,
  }
}

function toRecord({ credential: fixed, live, end, signedInAt }: Row, around: Around, config: Config): CredentialRecord {
  const application = config.applications.get(fixed.applicationId)
  const state = live ?? end
  const changes = changesOf(fixed, around)
  const terms = changes.at(-1) ?? fixed
  return {
    id: fixed.id,
    environment: fixed.environment,
    kind: fixed.kind,
    applicationId: fixed.applicationId,
    audience: application?.slug ?? fixed.applicationId,
    subjectId: fixed.subjectId,
    familyId: fixed.familyId,
    generation: fixed.generation,
    scopes: terms.scopes,
    allowedAddresses: terms.allowedAddresses,
    formerTerms: formerTerms(fixed, changes),
    issuedAt: fixed.issuedAt,
    signedInAt,
    notBefore: fixed.notBefore,
    expiresAt: fixed.expiresAt,
    lastUsedAt: state?.lastUsedAt ?? fixed.issuedAt,
    overlapUntil: state?.overlapUntil ?? null,
    successorId: state?.successorId ?? null,
    suspensions: around.suspensions.filter((each) => each.credentialId === fixed.id).map(toInterval),
    subjectDisabled: around.disablings.filter((each) => each.targetId === fixed.subjectId).map(toInterval),
    applicationDisabled: application?.disabled ?? [],
    cutoffs: [...(application?.cutoffs ?? []), ...cutoffsOf(fixed, around)],
    ended:
      end === null ? null : { at: end.endedAt, reason: end.reason, cause: end.cause, by: byName(end), note: end.note },
  }
}

function changesOf(fixed: Row['credential'], around: Around) {
  return around.changes.filter((each) => each.credentialId === fixed.id)
}

/** What was issued and every change but the last, each until the next one was made. */
function formerTerms(fixed: Row['credential'], changes: Around['changes']): FormerTerms[] {
  const versions = [{ ...fixed, at: fixed.issuedAt }, ...changes]
  return changes.flatMap(({ at: until }, index) => {
    const version = versions[index]
    if (version === undefined) return []
    const { at: from, scopes, allowedAddresses } = version
    return [{ from, until, scopes, allowedAddresses }]
  })
}

function cutoffsOf(fixed: Row['credential'], around: Around): Cutoff[] {
  return around.cutoffs
    .filter(
      (each) =>
        each.subjectId === fixed.subjectId &&
        (each.applicationId === null || each.applicationId === fixed.applicationId),
    )
    .map(({ id, at, cause, actorLabel, note }) => ({ id, scope: 'subject', at, cause, by: actorLabel, note }))
}

function toInterval(row: {
  fromAt: number
  untilAt: number | null
  actorLabel: string
  note: string | null
}): Interval {
  return { from: row.fromAt, until: row.untilAt, by: row.actorLabel, note: row.note }
}

/** A swept ending was nobody's act. */
function byName(end: { actorType: string; actorLabel: string }): string | null {
  return end.actorType === 'system' ? null : end.actorLabel
}
