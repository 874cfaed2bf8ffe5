import { application } from '@/db/schema/application'
import { credential } from '@/db/schema/credential'
import { credentialEnd } from '@/db/schema/credential-end'
import { credentialLive } from '@/db/schema/credential-live'
import { family } from '@/db/schema/family'
import { subject } from '@/db/schema/subject'
import type { Instant } from '@/lib/core/instant'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { formatToken, SECRET_LENGTH, TAG_LENGTH } from '@/lib/core/token'
import { newId } from '@/lib/crypto/id'
import type { Keyring } from '@/lib/crypto/keyring'
import { mintToken, randomBase62 } from '@/lib/crypto/token'
import { ASSAY_APPLICATION } from '@/lib/services/assay-application'
import type { Services } from '@/lib/services/context'
import { issueCredential } from '@/lib/services/issue-credential'
import { databaseNow } from '@/lib/services/query'
import { readApplication, serviceSubject } from '@/lib/services/service-key'

/** The tokens that are shown to the data plane, and the key they are shown with. */
export interface Population {
  readonly serviceKey: string
  readonly active: readonly string[]
  readonly ended: readonly string[]
  /** Well formed, with a tag that is not ours. */
  readonly forged: readonly string[]
}

export interface PopulationSize {
  readonly active: number
  readonly ended: number
  readonly forged: number
}

/** As many rows as one statement's 65,535 parameters hold. */
const CHUNK = 1_000

/** Fills an empty database, set-wise but with real tokens and digests: the verbs would take a minute. */
export async function populate(services: Services, size: PopulationSize): Promise<Population> {
  const now = await databaseNow(services.db)
  const applicationId = await insertApplication(services, now)
  return {
    serviceKey: await issueServiceKey(services, applicationId, now),
    active: await inChunks(size.active, (count) => insertSessions(services, applicationId, now, count, 'live')),
    ended: await inChunks(size.ended, (count) => insertSessions(services, applicationId, now, count, 'ended')),
    forged: Array.from({ length: size.forged }, () => forge(services.keyring)),
  }
}

async function insertApplication({ db }: Services, now: Instant): Promise<string> {
  const id = newId(now)
  await db
    .insert(application)
    .values({ id, slug: 'bench', name: 'Bench', environment: 'live', directory: 'bench', createdAt: now })
  return id
}

function issueServiceKey(services: Services, applicationId: string, now: Instant): Promise<string> {
  return services.db.transaction(async (tx) => {
    const owner = await serviceSubject(tx, now, await readApplication(tx, { all: true }, applicationId))
    const issued = await issueCredential(tx, services, ACTOR, now, {
      environment: ASSAY_APPLICATION.environment,
      kind: 'api_key',
      applicationId: ASSAY_APPLICATION.id,
      subjectId: owner.id,
      scopes: CALLER_SCOPES,
      name: 'Bench',
      purpose: null,
      authMethod: null,
      notBefore: null,
      expiresAt: null,
      ip: null,
      country: null,
      userAgent: null,
      succeeds: null,
    })
    return issued.token
  })
}

async function inChunks(total: number, insert: (count: number) => Promise<string[]>): Promise<string[]> {
  const tokens: string[] = []
  while (tokens.length < total) tokens.push(...(await insert(Math.min(CHUNK, total - tokens.length))))
  return tokens
}

async function insertSessions(
  { db, keyring }: Services,
  applicationId: string,
  now: Instant,
  count: number,
  state: 'live' | 'ended',
): Promise<string[]> {
  const drafts = Array.from({ length: count }, () => draftSession(keyring, applicationId, now))
  await db.transaction(async (tx) => {
    await tx.insert(subject).values(drafts.map((draft) => draft.subject))
    await tx.insert(family).values(drafts.map((draft) => draft.family))
    await tx.insert(credential).values(drafts.map((draft) => draft.credential))
    if (state === 'live') await tx.insert(credentialLive).values(drafts.map((draft) => draft.live))
    else await tx.insert(credentialEnd).values(drafts.map((draft) => draft.end))
  })
  return drafts.map((draft) => draft.token)
}

const ACTOR = { type: 'system', name: 'Bench' } as const
const BY = { actorType: 'system', actorLabel: 'Bench' } as const

/** A person with one session, as every table has it. */
function draftSession(keyring: Keyring, applicationId: string, now: Instant) {
  const { token, head, digest, pepperVersion } = mintToken(keyring, 'live', 'session')
  const [id, subjectId, familyId] = [newId(now), newId(now), newId(now)]
  const whose = { applicationId, subjectId, kind: 'session', environment: 'live' } as const
  const line = { familyId, generation: 1, scopes: ['orders:read'], issuedAt: now, selector: head.selector }
  const state = { digest, pepperVersion, signedInAt: now, lastUsedAt: now }
  return {
    token,
    subject: {
      id: subjectId,
      environment: 'live',
      directory: 'bench',
      externalId: `person-${subjectId}`,
      type: 'person',
      name: 'Bench Person',
      createdAt: now,
      updatedAt: now,
    } as const,
    family: { id: familyId, signedInAt: now, currentGeneration: 1 },
    credential: { id, ...whose, ...line, ...BY, issuerKeyId: head.issuerKeyId },
    live: { credentialId: id, ...whose, ...line, ...state },
    end: {
      credentialId: id,
      ...whose,
      ...state,
      ...BY,
      endedAt: now,
      recordedAt: now,
      reason: 'revoked',
      cause: 'logged_out',
      useCount: 0,
      correlationId: newId(now),
    } as const,
  }
}

function forge(keyring: Keyring): string {
  const { head } = mintToken(keyring, 'live', 'session')
  return formatToken(head, randomBase62(SECRET_LENGTH), randomBase62(TAG_LENGTH))
}
