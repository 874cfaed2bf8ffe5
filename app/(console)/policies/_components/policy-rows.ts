import { KINDS, type Kind } from '@/lib/core/credential'
import type { listApplications } from '@/lib/services/applications/list'
import type { PolicySummary } from '@/lib/services/policies/list'

export interface RuleOwner {
  readonly id: string
  readonly name: string
  readonly slug: string
}

/** A place where a rule is or could be: an application's, or the whole installation's (owner null). */
export interface PolicyRow {
  readonly id: string
  readonly owner: RuleOwner | null
  readonly kind: Kind
  /** Null where there is no rule of its own: the installation's ceiling alone holds. */
  readonly policy: PolicySummary | null
  readonly ceiling: PolicySummary | null
}

/** The kinds every application can have a rule for, whether it issues them yet or not. */
const OFFERED: readonly Kind[] = ['session', 'api_key']

type Applications = Awaited<ReturnType<typeof listApplications>>

/** Ceilings first, then every application with its rules and the gaps where it has none. */
export function policyRows(policies: readonly PolicySummary[], applications: Applications): PolicyRow[] {
  const ceilings = policies.filter(({ application }) => application === null)
  const own = policies.filter(({ application }) => application !== null)
  const ceilingOf = (kind: Kind) => ceilings.find((each) => each.kind === kind) ?? null
  const rowsOf = (owner: RuleOwner) => {
    const rules = own.filter(({ application }) => application?.id === owner.id)
    const kinds = KINDS.filter((kind) => OFFERED.includes(kind) || rules.some((rule) => rule.kind === kind))
    return kinds.map((kind) => {
      const policy = rules.find((rule) => rule.kind === kind) ?? null
      return { id: policy?.id ?? `${owner.id}:${kind}`, owner, kind, policy, ceiling: ceilingOf(kind) }
    })
  }
  const installed = ceilings
    .toSorted(byKind)
    .map((policy) => ({ id: policy.id, owner: null, kind: policy.kind, policy, ceiling: null }))
  return [...installed, ...applications.flatMap(({ id, name, slug }) => rowsOf({ id, name, slug }))]
}

function byKind(one: PolicySummary, other: PolicySummary): number {
  return KINDS.indexOf(one.kind) - KINDS.indexOf(other.kind)
}
