import { StateBadge } from '@/components/credential/state-badge'
import { Time } from '@/components/ui/time'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import { withCells } from '../../../_list/columns'
import { operatorHeads } from './heads'
import { factorWords, roleLines } from './words'

export const operatorColumns = withCells<OperatorView, (typeof operatorHeads)[number]>(operatorHeads, {
  name: ({ name, isSelf }) => (
    <span className="font-medium">
      {name}
      {isSelf && <span className="font-normal text-faint"> you</span>}
    </span>
  ),
  mail: ({ email }) => <span className="text-muted">{email}</span>,
  roles: ({ roles }) => {
    const [first, ...more] = roleLines(roles)
    if (first === undefined) return <span className="text-faint">none</span>
    return (
      <>
        {first}
        {more.length > 0 && <span className="text-muted"> and {more.length} more</span>}
      </>
    )
  },
  factor: ({ factors }) => {
    const words = factorWords(factors)
    return words === null ? <span className="text-soon-ink">none</span> : <span className="text-muted">{words}</span>
  },
  seen: ({ lastSignInAt }) => <Time at={lastSignInAt} form="age" none="never" className="text-muted" />,
  state: ({ disabled }) =>
    disabled === null ? <span className="text-muted">enabled</span> : <StateBadge state="disabled" />,
})
