import type { ReactNode } from 'react'
import { Card } from '@/components/ui/card'
import { DefinitionList } from '@/components/ui/definition-list'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import type { Instant } from '@/lib/core/instant'
import { count, plural, type Total, total } from '@/lib/format/count'

/** What saving would do, counted on live data by the server. */
export interface PolicyEffect {
  readonly endNow: Total
  readonly people: number
  readonly withinHour: number
  readonly peopleWithNothingLeft: number
  readonly operators: number
  /** Of a rule for keys: asked to rotate, and overlaps that run longer than new ones could. */
  readonly rotationDue: number
  readonly longerOverlaps: number
  readonly countedAt: Instant
}

export interface EffectPanelProps {
  /** Null until the first count has come. */
  readonly effect: PolicyEffect | null
  /** A guess from the picture while the limit moves and the server has not counted yet; null when `effect` is current. */
  readonly estimate: number | null
  /** What is counted, in the plural: "sessions". */
  readonly noun: string
  /** "See them as a list" and the like. */
  readonly links?: ReactNode
}

/** The consequence beside the control: how many end at once, whose they are, what follows within the hour. */
export function EffectPanel({ effect, estimate, noun, links }: EffectPanelProps) {
  return (
    <Card>
      <h2 className="text-muted">If saved now</h2>
      {effect === null && estimate === null ? (
        <div className="mt-3">
          <SkeletonLines lines={5} label="Counting" />
        </div>
      ) : (
        <Counted effect={effect} estimate={estimate} noun={noun} />
      )}
      {links && <div className="mt-3 flex flex-wrap gap-x-3">{links}</div>}
    </Card>
  )
}

function Counted({ effect, estimate, noun }: Omit<EffectPanelProps, 'links'>) {
  const stale = estimate !== null
  return (
    <>
      <p role="status" className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
        <span className="font-semibold text-2xl tracking-tight">{headline(effect, estimate)}</span>{' '}
        <span className="font-medium text-base">{noun} end at once</span>
      </p>
      <p className="text-muted">
        {stale || effect === null ? 'estimated from the picture, counting' : <Whose effect={effect} />}
      </p>
      {effect !== null && (
        <DefinitionList
          layout="figures"
          className={stale ? 'mt-3.5 opacity-50' : 'mt-3.5'}
          items={[
            { term: 'within the next hour', value: `+ ${count(effect.withinHour)}` },
            { term: 'people with nothing left', value: count(effect.peopleWithNothingLeft) },
            { term: 'operators among them', value: count(effect.operators) },
            effect.rotationDue > 0 && { term: 'keys asked to be rotated', value: count(effect.rotationDue) },
            effect.longerOverlaps > 0 && {
              term: 'longer overlaps that run, and end as they were set',
              value: count(effect.longerOverlaps),
            },
          ]}
        />
      )}
    </>
  )
}

function headline(effect: PolicyEffect | null, estimate: number | null): string {
  if (estimate !== null) return `≈ ${count(estimate)}`
  return effect === null ? '–' : total(effect.endNow)
}

function Whose({ effect }: { effect: PolicyEffect }) {
  return (
    <>
      of {plural(effect.people, 'person', 'people')} · counted <Time at={effect.countedAt} />
      {effect.endNow.exact ? ', exact' : ', at least'}
    </>
  )
}
