import { actLabel, actNames, tellAct } from '@/lib/locale/en/acts'
import { fieldWords, valueWords } from '@/lib/locale/en/entry-values'
import type { AuditRow, AuditRowPage, AuditStory } from '@/lib/queries/audit'
import type { AuditEntryView } from '@/lib/services/audit/entry-view'
import { listAudit } from '@/lib/services/audit/list'
import { readAct } from '@/lib/services/audit/read-act'
import type { Context } from '@/lib/services/context'

/** A page of the audit, worded on the server. */
export async function readAuditRows(context: Context, input: Parameters<typeof listAudit>[1]): Promise<AuditRowPage> {
  const page = await listAudit(context, input)
  return { ...page, items: page.items.map(toRow) }
}

/** One entry with its act, worded. Errors: `not_found`. */
export async function readAuditStory(context: Context, entryId: string): Promise<AuditStory> {
  const { entry, entries, ...act } = await readAct(context, { entryId })
  const changes = entry.changes.map(({ field, before, after }) => ({
    field: fieldWords(field),
    before: valueWords(field, before),
    after: valueWords(field, after),
  }))
  const facts = entry.facts.map(([field, value]) => ({
    field: fieldWords(field),
    value: valueWords(field, value),
  }))
  return { ...act, entry: { ...toRow(entry), changes, facts }, entries: entries.map(toRow) }
}

function toRow({ detail, ...view }: AuditEntryView): AuditRow {
  return { ...view, sentence: tellAct(view.action, detail, actNames(view)), label: actLabel(view.action) }
}
