import { and, eq } from 'drizzle-orm'
import { auditEntry } from '@/db/schema/audit'
import { type Change, changesOf, factsOf } from '@/lib/audit/changes'
import type { Instant } from '@/lib/core/instant'
import { auditedQuery } from '../audited-query'
import { notFound } from '../errors'
import { veilOf } from '../masking'
import { withinReach } from '../reach'
import { type AuditEntryView, selectEntries } from './entry-view'
import { ReadActInput } from './schemas'

/** An entry with all that the same act entered. */
export interface AuditAct {
  readonly entry: AuditEntryView & {
    readonly changes: readonly Change[]
    /** What its detail says besides, by field. */
    readonly facts: readonly (readonly [field: string, value: unknown])[]
  }
  /** Every entry of the act, this one among them, newest first; at most 200, `more` says whether there are others. */
  readonly entries: readonly AuditEntryView[]
  readonly more: boolean
  readonly now: Instant
}

const ENTRIES_MAX = 200

/** Opens one entry and its whole act, as far as both are within reach. Errors: `not_found`. */
export const readAct = auditedQuery({
  permission: 'audit.read',
  input: ReadActInput,
  page: 'audit',
  target: () => ({ targetType: 'installation', targetId: null }),
  async run({ db, actor, reach, now, input, services }): Promise<AuditAct> {
    const config = await services.config.current()
    const veil = await veilOf(db, actor, now)
    const within = withinReach(reach, auditEntry.applicationId)
    const [entry] = await selectEntries(db, config, { reach, veil }, and(eq(auditEntry.id, input.entryId), within), 1)
    if (entry === undefined) throw notFound('audit entry')
    const together = and(eq(auditEntry.correlationId, entry.correlationId), within)
    const all = await selectEntries(db, config, { reach, veil }, together, ENTRIES_MAX + 1)
    const told = { ...entry, changes: changesOf(entry.detail), facts: factsOf(entry.detail) }
    return { entry: told, entries: all.slice(0, ENTRIES_MAX), more: all.length > ENTRIES_MAX, now }
  },
})
