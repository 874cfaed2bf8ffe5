import clsx from 'clsx'
import { Check, type LucideIcon, Minus, X } from 'lucide-react'
import { type ReactNode, useId } from 'react'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { Instant } from '@/lib/core/instant'
import type { Gate } from '@/lib/core/reasons'
import type { Check as CoreCheck } from '@/lib/core/verdict'

/** One check in words: what was asked, what was found, and the rule it was held against. */
export interface TraceRow {
  readonly key: string
  readonly label: string
  readonly fact: ReactNode
  readonly rule: ReactNode
  readonly since: Instant | null
  readonly outcome: CoreCheck['outcome']
  readonly gate: Gate
  /** It is the one that decided; the others that failed hold as well. */
  readonly deciding: boolean
}

/** Every check in the order it was made, gate by gate: passed, failed or not reached, with fact beside rule. */
export function VerdictTrace({ rows }: { rows: readonly TraceRow[] }) {
  return (
    <Card title="Every check" note={tally(rows)}>
      {groupsOf(rows).map(({ heading, rows: group }) => (
        <GateGroup key={heading} heading={heading} rows={group} />
      ))}
    </Card>
  )
}

function GateGroup({ heading, rows }: { heading: string; rows: readonly TraceRow[] }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="@container mt-3 first-of-type:mt-0">
      <h3 id={id} className="border-b pb-1 text-faint text-xs">
        {heading}
      </h3>
      <ol>
        {rows.map((row) => (
          <TraceLine key={row.key} row={row} />
        ))}
      </ol>
    </section>
  )
}

interface Look {
  readonly icon: LucideIcon
  readonly word: string
  readonly tone: string
}

const OUTCOMES: Record<TraceRow['outcome'], Look> = {
  passed: { icon: Check, word: 'passed', tone: 'text-active' },
  failed: { icon: X, word: 'failed', tone: 'text-refused' },
  not_reached: { icon: Minus, word: 'not reached', tone: 'text-faint' },
}

// Wide: outcome, check, fact, rule, since. Narrow: the outcome beside a stack of the others.
const LINE =
  'grid grid-cols-[1.375rem_minmax(0,1fr)] gap-x-1 border-b py-2 last:border-b-0 @2xl:grid-cols-[1.375rem_9.5rem_minmax(0,1fr)_minmax(0,1fr)_6.5rem] @2xl:gap-x-3'

function TraceLine({ row }: { row: TraceRow }) {
  const { icon: Icon, word, tone } = OUTCOMES[row.outcome]
  const failed = row.outcome === 'failed'
  return (
    <li className={clsx(LINE, row.deciding && '-mx-4 bg-refused-soft px-4')}>
      <Icon size={15} strokeWidth={2} aria-hidden className={clsx('mt-0.5', tone)} />
      <div className="@max-2xl:col-start-2">
        <span className={clsx(failed ? 'font-semibold' : '@max-2xl:font-medium')}>{row.label}</span>
        {failed ? <Word deciding={row.deciding} /> : <span className="sr-only">: {word}</span>}
      </div>
      {row.outcome === 'not_reached' ? (
        <p aria-hidden className="text-faint @max-2xl:col-start-2">
          not reached
        </p>
      ) : (
        <p className="break-words @max-2xl:col-start-2">{row.fact}</p>
      )}
      <p className="break-words text-muted @max-2xl:col-start-2">{row.outcome === 'not_reached' ? null : row.rule}</p>
      <p className="text-muted text-xs @max-2xl:col-start-2 @2xl:text-right @2xl:leading-5">
        {row.since !== null && (
          <>
            since <Time at={row.since} form="compact" />
          </>
        )}
      </p>
    </li>
  )
}

function Word({ deciding }: { deciding: boolean }) {
  return (
    <span className="ml-2 text-refused-ink text-xs @2xl:ml-0 @2xl:block">
      {deciding ? 'failed, decided' : 'failed as well'}
    </span>
  )
}

const HEADINGS: Record<Gate, string> = {
  system: 'Assay itself',
  shape: 'Shape and origin',
  origin: 'Shape and origin',
  ended: 'Ended',
  time: 'Time',
  place: 'Place, authority, use',
  authority: 'Place, authority, use',
  use: 'Place, authority, use',
}

/** Rows under the heading of their gate; the order of the checks decides the order of the groups. */
export function groupsOf(rows: readonly TraceRow[]): { heading: string; rows: TraceRow[] }[] {
  const groups = new Map<string, TraceRow[]>()
  for (const row of rows) groups.set(HEADINGS[row.gate], [...(groups.get(HEADINGS[row.gate]) ?? []), row])
  return [...groups].map(([heading, group]) => ({ heading, rows: group }))
}

/** "7 passed · 1 failed · 6 not reached"; what is zero is left out. */
export function tally(rows: readonly TraceRow[]): string {
  const outcomes = ['passed', 'failed', 'not_reached'] as const
  return outcomes
    .map((outcome) => ({ word: OUTCOMES[outcome].word, count: rows.filter((row) => row.outcome === outcome).length }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join(' · ')
}
