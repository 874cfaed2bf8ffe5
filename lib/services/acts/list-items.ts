import { inArray, type SQL, sql } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import type { ItemOutcome } from '@/lib/core/act'
import type { Instant } from '@/lib/core/instant'
import { type CredentialView, viewCredential } from '../credential-view'
import { readCredentials } from '../judge/read-records'
import { veilOf } from '../masking'
import { query } from '../query'
import { withinReach } from '../reach'
import { ListActItemsInput } from './schemas'

/** One credential of an act, as it stands now. */
export interface ActItem {
  readonly credential: CredentialView
  readonly outcome: ItemOutcome | null
  readonly late: boolean
}

export interface ActItemPage {
  readonly items: readonly ActItem[]
  readonly nextCursor: string | null
  readonly now: Instant
}

/** What became of the credentials of an act, page by page in the order of their ids. What is not in the store is not in the list. */
export const listActItems = query({
  permission: 'acts.read',
  input: ListActItemsInput,
  async run({ db, actor, reach, now, input, services }): Promise<ActItemPage> {
    const { rows } = await db.execute<{ id: string; outcome: ItemOutcome | null; late: boolean }>(sql`
      select item.credential_id as id, item.outcome, item.late
        from bulk_act_item item join credential made on made.id = item.credential_id
       where item.act_id = ${input.actId} and ${withOutcome(input.outcome)} and ${after(input.cursor)}
         and ${withinReach(reach, sql`made.application_id`) ?? sql`true`}
       order by item.credential_id limit ${input.limit + 1}`)
    const page = rows.slice(0, input.limit)
    const config = await services.config.current()
    const ids = page.map((row) => row.id)
    const stored = ids.length === 0 ? [] : await readCredentials(db, config, inArray(credential.id, ids))
    const veil = await veilOf(db, actor, now)
    const views = new Map(stored.map((each) => [each.record.id, viewCredential(each, config, now, veil)]))
    const items = page.flatMap(({ id, outcome, late }) => {
      const view = views.get(id)
      return view === undefined ? [] : [{ credential: view, outcome, late }]
    })
    return { items, nextCursor: rows.length > input.limit ? (page.at(-1)?.id ?? null) : null, now }
  },
})

function withOutcome(outcome: ItemOutcome | 'waiting' | undefined): SQL {
  if (outcome === undefined) return sql`true`
  return outcome === 'waiting' ? sql`item.outcome is null` : sql`item.outcome = ${outcome}`
}

function after(cursor: string | undefined): SQL {
  return cursor === undefined ? sql`true` : sql`item.credential_id > ${cursor}::uuid`
}
