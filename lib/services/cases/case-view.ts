import { eq, type SQL } from 'drizzle-orm'
import { operator } from '@/db/schema/operator'
import { subject } from '@/db/schema/subject'
import { supportCase } from '@/db/schema/support-case'
import { type CaseOrigin, type CaseState, caseName, type RootCause } from '@/lib/core/case'
import type { Instant } from '@/lib/core/instant'
import type { Config } from '../config-cache'
import type { Searching } from '../masked-search'
import { veiled } from '../masking'
import { reachesHome } from '../reach'
import type { Reader } from '../transaction'

/** A case as a list shows it. */
export interface CaseView {
  readonly id: string
  /** "CASE-1042". */
  readonly name: string
  readonly state: CaseState
  readonly origin: CaseOrigin
  readonly saw: string
  /** Who it is, in words, where nobody was found. */
  readonly who: string | null
  readonly subject: {
    readonly id: string
    readonly name: string | null
    readonly email: string | null
    readonly externalId: string
  } | null
  readonly application: { readonly id: string; readonly name: string } | null
  readonly happenedAt: Instant | null
  readonly assignee: { readonly id: string; readonly name: string } | null
  readonly rootCause: RootCause | null
  readonly openedAt: Instant
  readonly openedBy: string
  readonly changedAt: Instant
  readonly resolvedAt: Instant | null
}

/** Cases with whose they are and who works on them. */
export function selectCases(db: Reader, where: SQL | undefined) {
  return db
    .select({
      row: supportCase,
      subject: { id: subject.id, name: subject.name, email: subject.email, externalId: subject.externalId },
      home: { environment: subject.environment, directory: subject.directory },
      assignee: { id: operator.id, name: operator.name },
    })
    .from(supportCase)
    .leftJoin(subject, eq(subject.id, supportCase.subjectId))
    .leftJoin(operator, eq(operator.id, supportCase.assigneeId))
    .where(where)
    .$dynamic()
}

export type CaseRow = Awaited<ReturnType<typeof selectCases>>[number]

/**
 * A stored case as the console shows it, mail and network addresses in it as far as they may be seen. Somebody of a user base out
 * of reach is nobody here: their credential was presented where this case is, and that says not whose it is.
 */
export function viewCase(
  { row, subject: person, home, assignee }: CaseRow,
  config: Config,
  { reach, veil }: Searching,
): CaseView {
  const { id, number, state, origin, saw, who, happenedAt, rootCause, openedAt, changedAt, resolvedAt } = row
  const application = row.applicationId === null ? undefined : config.applications.get(row.applicationId)
  const view = {
    ...{ id, name: caseName(number), state, origin, saw, who, happenedAt, rootCause, openedAt, changedAt, resolvedAt },
    subject: home !== null && reachesHome(reach, config, home) ? person : null,
    application: application === undefined ? null : { id: application.id, name: application.name },
    assignee,
    openedBy: row.actorLabel,
  }
  return veiled(veil, row, view)
}
