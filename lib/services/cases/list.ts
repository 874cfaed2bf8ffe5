import { and, desc, eq, ilike, inArray, isNull, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { subject } from '@/db/schema/subject'
import { supportCase } from '@/db/schema/support-case'
import { readCaseName } from '@/lib/core/case'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import type { Config } from '../config-cache'
import type { Actor } from '../context'
import { instantSql } from '../instant-sql'
import { COUNT_MAX, decodeCursor, encodeCursor, type HonestCount, honestCount } from '../keyset'
import { namesWhole, searchableWords, seesAll } from '../masked-search'
import { type Veil, veilOf } from '../masking'
import { prefixPattern } from '../prefix-pattern'
import { query } from '../query'
import { knownWithinReach, withinReach } from '../reach'
import type { Reader } from '../transaction'
import { type CaseView, selectCases, viewCase } from './case-view'
import { ListCasesInput } from './schemas'

export interface CasePage {
  readonly items: readonly CaseView[]
  readonly nextCursor: string | null
  /** Only with the first page. */
  readonly total: HonestCount | null
  readonly now: Instant
}

interface Asked {
  readonly filter: z.output<typeof ListCasesInput>
  readonly reach: Reach
  readonly config: Config
  readonly actor: Actor
  readonly veil: Veil
}

/** Cases by their latest change, newest first. */
export const listCases = query({
  permission: 'cases.read',
  input: ListCasesInput,
  async run({ db, now, input, reach, actor, services }): Promise<CasePage> {
    const config = await services.config.current()
    const veil = await veilOf(db, actor, now)
    const asked = { filter: input, reach, config, actor, veil }
    const rows = await selectCases(db, and(matches(asked), after(input.cursor)))
      .orderBy(desc(supportCase.changedAt), desc(supportCase.id))
      .limit(input.limit + 1)
    const page = rows.slice(0, input.limit).map((row) => viewCase(row, config, asked))
    const last = page.at(-1)
    return {
      items: page,
      nextCursor:
        rows.length > input.limit && last !== undefined ? encodeCursor({ at: last.changedAt, id: last.id }) : null,
      total: input.cursor === undefined ? await countAll(db, asked) : null,
      now,
    }
  },
})

async function countAll(db: Reader, asked: Asked): Promise<HonestCount> {
  const matching = db
    .select({ one: sql`1`.as('one') })
    .from(supportCase)
    .leftJoin(subject, eq(subject.id, supportCase.subjectId))
    .where(matches(asked))
    .limit(COUNT_MAX + 1)
    .as('matching')
  const [row] = await db.select({ count: sql<number>`count(*)::float8` }).from(matching)
  return honestCount(row?.count ?? 0)
}

function matches(asked: Asked): SQL | undefined {
  const { filter, reach, config, actor } = asked
  return and(
    withinReach(reach, supportCase.applicationId),
    filter.states.length > 0 ? inArray(supportCase.state, filter.states) : undefined,
    filter.rootCauses.length > 0 ? inArray(supportCase.rootCause, filter.rootCauses) : undefined,
    filter.applicationIds.length > 0 ? inArray(supportCase.applicationId, filter.applicationIds) : undefined,
    filter.subjectId === undefined
      ? undefined
      : and(eq(supportCase.subjectId, filter.subjectId), knownWithinReach(reach, config)),
    filter.assigned === undefined ? undefined : assignedTo(filter.assigned, actor),
    filter.text === undefined ? undefined : contains(filter.text, asked),
  )
}

function assignedTo(assigned: 'me' | 'nobody', actor: Actor): SQL {
  if (assigned === 'nobody' || actor.type === 'system') return isNull(supportCase.assigneeId)
  return eq(supportCase.assigneeId, actor.id)
}

/** A case by its number, or by words of what was seen and of who it is. Cases are thousands, not millions: they are read through. */
function contains(text: string, asked: Asked): SQL | undefined {
  const number = readCaseName(text)
  if (number !== null) return eq(supportCase.number, number)
  const pattern = `%${prefixPattern(text)}`
  const says = (column: SQLWrapper) =>
    or(ilike(searchableWords(asked, column), pattern), seesAll(asked) ? undefined : namesWhole(column, text))
  const named = and(says(subject.name), knownWithinReach(asked.reach, asked.config))
  return or(says(supportCase.saw), says(supportCase.who), named)
}

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined
  const { at, id } = decodeCursor(cursor)
  return sql`(${supportCase.changedAt}, ${supportCase.id}) < (${instantSql(at)}, ${id}::uuid)`
}
