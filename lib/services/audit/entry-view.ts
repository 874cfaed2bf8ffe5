import { and, eq, type SQL, sql } from 'drizzle-orm'
import { auditEntry, auditSeal } from '@/db/schema/audit'
import { credential } from '@/db/schema/credential'
import { operator } from '@/db/schema/operator'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import { policy } from '@/db/schema/policy'
import { subject } from '@/db/schema/subject'
import type { TargetType } from '@/lib/audit/entry'
import type { ActorType, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Config } from '../config-cache'
import type { Searching } from '../masked-search'
import { veiled } from '../masking'
import { reachesHome } from '../reach'
import type { Reader } from '../transaction'

/** An entry as the console shows it: what was stored, with the names that its ids have today. */
export interface AuditEntryView {
  readonly id: string
  readonly at: Instant
  readonly action: string
  readonly actor: { readonly type: ActorType; readonly id: string | null; readonly name: string }
  readonly target: {
    readonly type: TargetType
    readonly id: string | null
    /** Of a key, a policy, an operator or an invitation; people and applications have theirs beside. */
    readonly name: string | null
    /** Of a credential that is still known. */
    readonly kind: Kind | null
  }
  readonly application: { readonly id: string; readonly name: string } | null
  readonly subject: { readonly id: string; readonly name: string | null } | null
  readonly correlationId: string
  readonly requestIp: string | null
  readonly detail: Readonly<Record<string, unknown>>
  /** Null until the sealer has given it its place in the chain, within a second. */
  readonly seal: { readonly position: number; readonly sealedAt: Instant } | null
}

/**
 * Entries with their seals and the names around them, newest first, as far as this veil shows them. Whom they concern is told of a
 * user base within reach alone: what was done at one team may concern somebody of another.
 */
export async function selectEntries(
  db: Reader,
  config: Config,
  { reach, veil }: Searching,
  where: SQL | undefined,
  limit: number,
): Promise<AuditEntryView[]> {
  const rows = await db
    .select({ entry: auditEntry, seal: SEAL, kind: credential.kind, name: NAME, whose: WHOSE, home: HOME })
    .from(auditEntry)
    .leftJoin(auditSeal, eq(auditSeal.entryId, auditEntry.id))
    .leftJoin(credential, and(eq(auditEntry.targetType, 'credential'), eq(credential.id, auditEntry.targetId)))
    .leftJoin(policy, and(eq(auditEntry.targetType, 'policy'), eq(policy.id, auditEntry.targetId)))
    .leftJoin(operator, and(eq(auditEntry.targetType, 'operator'), eq(operator.id, auditEntry.targetId)))
    .leftJoin(
      operatorInvitation,
      and(eq(auditEntry.targetType, 'invitation'), eq(operatorInvitation.id, auditEntry.targetId)),
    )
    .leftJoin(subject, eq(subject.id, auditEntry.subjectId))
    .where(where)
    .orderBy(sql`${auditEntry.at} desc, ${auditEntry.id} desc`)
    .limit(limit)
  return rows.map((row) => {
    const { subjectId, applicationId } = row.entry
    const known = row.home !== null && reachesHome(reach, config, row.home)
    return veiled(veil, { subjectId, applicationId }, viewEntry(row, config, known))
  })
}

const HOME = { environment: subject.environment, directory: subject.directory }
const SEAL = { position: auditSeal.position, sealedAt: auditSeal.sealedAt }
const NAME = sql<
  string | null
>`coalesce(${credential.name}, ${policy.name}, ${operator.name}, ${operatorInvitation.name})`
const WHOSE = sql<string | null>`coalesce(${subject.name}, ${subject.email}, ${subject.externalId})`

interface Row {
  readonly entry: typeof auditEntry.$inferSelect
  readonly seal: AuditEntryView['seal']
  readonly kind: Kind | null
  readonly name: string | null
  readonly whose: string | null
}

function viewEntry({ entry, seal, kind, name, whose }: Row, config: Config, known: boolean): AuditEntryView {
  const { id, at, action, correlationId, requestIp, detail, applicationId, subjectId } = entry
  return {
    ...{ id, at, action, correlationId, requestIp, detail },
    actor: { type: entry.actorType, id: entry.actorId, name: entry.actorLabel },
    // The column holds what AuditTarget allows; only entries are written there.
    target: { type: entry.targetType as TargetType, id: entry.targetId, name, kind },
    application:
      applicationId === null
        ? null
        : { id: applicationId, name: config.applications.get(applicationId)?.name ?? 'An application since removed' },
    subject: subjectId === null || !known ? null : { id: subjectId, name: whose },
    seal,
  }
}
