import Link from 'next/link'
import { limitText } from '@/components/policy/limit-text'
import type { DataColumn } from '@/components/table/columns'
import { Badge } from '@/components/ui/badge'
import { count } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { LimitName } from '@/lib/queries/policies'
import { routes } from '@/lib/routes'
import { AddRule } from './add-rule'
import type { SeenPolicyRow } from './policy-list'
import { Since, wasInstalled } from './since'

export const policyColumns: readonly DataColumn<SeenPolicyRow>[] = [
  {
    id: 'owner',
    header: 'Applies to',
    width: 'minmax(196px, 1.1fr)',
    hideable: false,
    line: 1,
    cell: ({ owner }) =>
      owner === null ? (
        <>
          <span className="font-medium">Whole installation</span> <Badge tone="gold">ceiling</Badge>
        </>
      ) : (
        <span className="font-medium">{owner.name}</span>
      ),
  },
  {
    id: 'rule',
    header: 'Rule',
    width: 'minmax(180px, 1.1fr)',
    hideable: false,
    line: 1,
    end: true,
    cell: (row) => <Rule {...row} />,
  },
  {
    id: 'idle',
    header: 'Idle limit',
    width: 'minmax(96px, 0.7fr)',
    line: 2,
    cell: (row) => <Limit row={row} limit="idleSeconds" word="idle" />,
  },
  {
    id: 'absolute',
    header: 'Absolute limit',
    width: 'minmax(96px, 0.7fr)',
    line: 2,
    cell: (row) => <Limit row={row} limit="absoluteSeconds" word="in all" />,
  },
  {
    id: 'version',
    header: 'Version',
    width: '72px',
    line: 2,
    end: true,
    yields: true,
    cell: ({ policy }) => (policy === null ? null : <span className="text-muted">v{policy.version}</span>),
  },
  {
    id: 'since',
    header: 'In force since',
    width: 'minmax(112px, 0.7fr)',
    yields: true,
    cell: ({ policy }) =>
      policy === null ? null : (
        <span className="text-muted">
          <Since at={policy.since} />
        </span>
      ),
  },
  {
    id: 'by',
    header: 'Set by',
    width: 'minmax(100px, 0.7fr)',
    yields: true,
    cell: ({ policy }) =>
      policy === null || wasInstalled(policy.since) ? null : <span className="text-muted">{policy.setBy}</span>,
  },
  {
    id: 'live',
    header: 'Live',
    width: '84px',
    align: 'end',
    line: 3,
    cell: ({ policy, kind }) =>
      policy === null ? null : (
        <>
          {count(policy.live)}
          <span className="sm:sr-only">
            {' '}
            live {policy.live === 1 ? KIND_TEXTS[kind].noun : KIND_TEXTS[kind].plural}
          </span>
        </>
      ),
  },
  {
    id: 'act',
    header: 'Add',
    width: '140px',
    hideable: false,
    line: 3,
    end: true,
    cell: ({ owner, kind, policy, bindings }) =>
      owner === null || policy !== null ? null : <AddRule owner={owner} kind={kind} bindings={bindings} />,
  },
]

function Rule({ policy, kind }: SeenPolicyRow) {
  if (policy !== null) {
    return (
      <Link href={routes.policy(policy.id)} className="hover:underline">
        {policy.name}
      </Link>
    )
  }
  return <span className="text-muted">{capital(KIND_TEXTS[kind].plural)}: no rule of its own</span>
}

/** A limit in words. Where there is no rule of its own, what the ceiling says, quietly. */
function Limit({ row, limit, word }: { row: SeenPolicyRow; limit: LimitName; word: string }) {
  const { policy, ceiling } = row
  const source = policy ?? ceiling
  if (source === null) return <span className="text-faint">no limit</span>
  const seconds = source[limit]
  return (
    <span className={policy === null || seconds === null ? 'text-faint' : undefined}>
      {limitText(seconds)}
      {policy === null && seconds !== null && ' by ceiling'}
      <span className="sm:hidden"> {word}</span>
    </span>
  )
}

function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}
