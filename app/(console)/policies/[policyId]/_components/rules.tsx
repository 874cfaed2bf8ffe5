import Link from 'next/link'
import { limitText } from '@/components/policy/limit-text'
import { type RuleSource, WinningRule } from '@/components/policy/winning-rule'
import { Card } from '@/components/ui/card'
import type { PolicyLimits } from '@/lib/core/policy'
import type { KeyTermName, LimitName } from '@/lib/queries/policies'
import { routes } from '@/lib/routes'
import type { PolicySummary } from '@/lib/services/policies/list'
import type { PolicyDetail } from '@/lib/services/policies/read'
import { LIMIT_LABELS } from './words'

const NAMES: readonly LimitName[] = ['idleSeconds', 'absoluteSeconds']
const KEY_TERMS: readonly KeyTermName[] = ['overlapSecondsMax', 'rotateAfterSeconds']

/** An application's own rule beside the installation's ceiling, with the limits being tried. */
export function OwnOrCeiling({ policy, limits }: { policy: PolicyDetail; limits: PolicyLimits }) {
  const { ceiling } = policy
  if (ceiling === null) return null
  const above = (
    <Link href={routes.policy(ceiling.policyId)} className="hover:underline">
      Installation ceiling
    </Link>
  )
  const names = policy.kind === 'api_key' ? [...NAMES, ...KEY_TERMS] : NAMES
  const sources = (name: LimitName | KeyTermName): RuleSource[] => {
    const [own, most] = [limits[name], ceiling[name]]
    const ownWins = own !== null && (most === null || own <= most)
    return [
      { key: 'own', name: `${policy.application?.name}: ${policy.name}`, limit: words(own), wins: ownWins },
      { key: 'ceiling', name: above, limit: words(most), wins: most !== null && !ownWins },
    ]
  }
  return <WinningRule limits={names.map((name) => ({ label: LIMIT_LABELS[name], sources: sources(name) }))} />
}

/** Under a ceiling: the applications' own rules, and where the ceiling would be the stricter one. */
export function RulesBeneath({ rules, limits }: { rules: readonly PolicySummary[]; limits: PolicyLimits }) {
  return (
    <Card title="Rules beneath this ceiling">
      {rules.length === 0 ? (
        <p className="text-muted">No application has a rule of its own: this one holds for all.</p>
      ) : (
        <ul className="flex flex-col gap-2">
          {rules.map((rule) => (
            <li key={rule.id}>
              <Link href={routes.policy(rule.id)} className="font-medium hover:underline">
                {rule.application?.name}: {rule.name}
              </Link>
              <p className="text-muted">{NAMES.map((name) => beneath(name, rule[name], limits[name])).join(' · ')}</p>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

function beneath(name: LimitName, own: number | null, ceiling: number | null): string {
  const label = name === 'idleSeconds' ? 'idle' : 'absolute'
  if (ceiling !== null && (own === null || ceiling < own)) return `${label} ${limitText(ceiling)} by this ceiling`
  return `${label} ${limitText(own)}`
}

function words(seconds: number | null): string | null {
  return seconds === null ? null : limitText(seconds)
}
