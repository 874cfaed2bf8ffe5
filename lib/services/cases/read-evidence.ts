import { and, asc, eq, inArray } from 'drizzle-orm'
import { auditEntry } from '@/db/schema/audit'
import { credential } from '@/db/schema/credential'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { caseEvidence, type supportCase } from '@/db/schema/support-case'
import type { EvidenceType } from '@/lib/core/case'
import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import type { Instant } from '@/lib/core/instant'
import { type Reach, reaches } from '@/lib/core/permissions'
import { formatRequestId, readRequestId } from '@/lib/crypto/id'
import type { Searching } from '../masked-search'
import { veiled } from '../masking'
import { verdictWithoutFacts } from '../out-of-reach'
import { withinReach } from '../reach'
import type { Reader } from '../transaction'

export interface EvidenceView {
  readonly id: string
  readonly type: EvidenceType
  /** The reference or id it is found by. */
  readonly key: string
  readonly frozen: FrozenExplanation | null
  /** What an audit entry says; null for the other types. */
  readonly entry: { readonly at: Instant; readonly action: string; readonly actorName: string } | null
  readonly addedAt: Instant
  readonly addedBy: string
}

const LISTED_MAX = 200

type Case = Pick<typeof supportCase.$inferSelect, 'id' | 'subjectId' | 'applicationId'>

/**
 * What was joined to a case, as its reader may see it. It is stored as it stood for whoever joined it; what happened out of the
 * reader's reach is not there, of a credential out of it only the reason of its refusal is shown, and personal data is masked by
 * whose credential it is.
 */
export async function readEvidence(db: Reader, held: Case, seen: Searching): Promise<EvidenceView[]> {
  const rows = await db
    .select()
    .from(caseEvidence)
    .where(eq(caseEvidence.caseId, held.id))
    .orderBy(asc(caseEvidence.addedAt), asc(caseEvidence.id))
    .limit(LISTED_MAX)
  const entries = await entriesOf(
    db,
    seen.reach,
    rows.filter(({ type }) => type === 'audit_entry').map(({ key }) => key),
  )
  const owners = await ownersOf(
    db,
    rows.flatMap(({ frozen }) => frozen?.credential?.id ?? []),
  )
  const places = await placesOf(
    db,
    rows.flatMap(({ frozen }) => frozen?.requestId ?? []),
  )
  return rows.flatMap(({ id, type, key, frozen, addedAt, actorLabel }) => {
    const owner = owners.get(frozen?.credential?.id ?? '')
    const told = frozen && toldTo(seen.reach, frozen, owner, places.get(frozen.requestId ?? ''))
    if (told === undefined) return []
    return {
      ...{ id, type, key, addedAt, addedBy: actorLabel },
      ...veiled(seen.veil, owner ?? held, { frozen: told, entry: entries.get(key) ?? null }),
    }
  })
}

/** An explanation as far as it may be told; undefined where it happened out of reach, as a credential does where it belongs. */
function toldTo(
  reach: Reach,
  frozen: FrozenExplanation,
  owner: Owner | undefined,
  place: string | undefined,
): FrozenExplanation | undefined {
  const known = owner === undefined || reaches(reach, owner.applicationId)
  const isHere = frozen.requestId === null ? known : place === undefined || reaches(reach, place)
  if (!isHere) return undefined
  // A refusal that was purged since does not say any more where it happened: where it came from is kept back then.
  const isPurged = frozen.requestId !== null && place === undefined
  const sourced = isPurged && !reach.all ? { ...frozen, seen: null } : frozen
  return known ? sourced : withoutCredential(sourced)
}

/** What can be told of a refusal to whom the credential behind it is none of theirs. */
function withoutCredential(frozen: FrozenExplanation): FrozenExplanation {
  const verdict = verdictWithoutFacts(frozen.verdict)
  return { ...frozen, verdict, kind: null, applicationName: null, subjectName: null, credential: null }
}

interface Owner {
  readonly applicationId: string
  readonly subjectId: string
}

async function ownersOf(db: Reader, ids: readonly string[]): Promise<ReadonlyMap<string, Owner>> {
  if (ids.length === 0) return new Map()
  const { id, applicationId, subjectId } = credential
  const rows = await db
    .select({ id, applicationId, subjectId })
    .from(credential)
    .where(inArray(id, [...ids]))
  return new Map(rows.map((row) => [row.id, row]))
}

/** The application each refused request was made at, by its reference; those that were purged are missing. */
async function placesOf(db: Reader, references: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const requests = references.flatMap((reference) => readRequestId(reference) ?? [])
  if (requests.length === 0) return new Map()
  const { requestAt, requestId, refusalId } = refusalRequest
  const among = and(
    inArray(
      requestAt,
      requests.map(({ at }) => at),
    ),
    inArray(
      requestId,
      requests.map(({ id }) => id),
    ),
  )
  const rows = await db
    .select({ requestId, applicationId: refusal.applicationId })
    .from(refusalRequest)
    .innerJoin(refusal, eq(refusal.id, refusalId))
    .where(among)
  return new Map(rows.map((row) => [formatRequestId(row.requestId), row.applicationId]))
}

async function entriesOf(db: Reader, reach: Reach, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, EvidenceView['entry']>()
  const { id, at, action, actorLabel } = auditEntry
  const rows = await db
    .select({ id, at, action, actorName: actorLabel })
    .from(auditEntry)
    .where(and(inArray(id, [...ids]), withinReach(reach, auditEntry.applicationId)))
  return new Map(rows.map(({ id: entryId, ...rest }) => [entryId, rest]))
}
