import { asc, eq, or, sql } from 'drizzle-orm'
import { operator } from '@/db/schema/operator'
import { savedView } from '@/db/schema/saved-view'
import type { ListName } from '@/lib/core/lists'
import { masked, maskSearch, shows, veilOf } from '../masking'
import { ownOperator } from '../own-operator'
import { query } from '../query'
import { ListViewsInput } from './schemas'

export interface SavedView {
  readonly id: string
  readonly list: ListName
  readonly name: string
  /** The query part of the list's address. */
  readonly search: string
  readonly shared: boolean
  readonly mine: boolean
  /** Who keeps it. */
  readonly by: string
  /** Whether it looks for a mail or network address that is masked for who reads it: then it finds nothing for them. */
  readonly masked: boolean
}

/** More than anybody reads in a menu; those of the operator come first. */
const SHOWN_MAX = 200

/** The views an operator may open: their own, and those others share. What a view shows is read with their own rights. */
export const listViews = query({
  permission: 'operators.self',
  input: ListViewsInput,
  async run({ db, actor, now }): Promise<readonly SavedView[]> {
    const { id: operatorId } = ownOperator(actor)
    const mine = sql<boolean>`${savedView.operatorId} = ${operatorId}`
    const plain = shows(await veilOf(db, actor, now), { subjectId: null, applicationId: null })
    const rows = await db
      .select({
        id: savedView.id,
        list: savedView.list,
        name: savedView.name,
        search: savedView.search,
        shared: savedView.shared,
        mine,
        by: operator.name,
      })
      .from(savedView)
      .innerJoin(operator, eq(operator.id, savedView.operatorId))
      .where(or(eq(savedView.operatorId, operatorId), eq(savedView.shared, true)))
      .orderBy(sql`${mine} desc`, asc(sql`lower(${savedView.name})`), asc(savedView.id))
      .limit(SHOWN_MAX)
    return rows.map((view) => (plain || view.mine ? { ...view, masked: false } : withoutAddresses(view)))
  },
})

function withoutAddresses(view: Omit<SavedView, 'masked'>): SavedView {
  const search = maskSearch(view.search)
  return { ...masked(view), search, masked: search !== view.search }
}
