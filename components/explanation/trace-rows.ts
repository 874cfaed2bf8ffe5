import type { TraceRow } from '@/components/credential/verdict-trace'
import { describeCheck } from '@/lib/locale/en/checks'
import type { Told } from './judge-at'

/** The checks of a verdict as the trace shows them. */
export function traceRows({ verdict, context }: Told): TraceRow[] {
  return verdict.checks.map((check) => {
    const { label, fact, rule } = describeCheck(check, context)
    const { reason, since, outcome, gate } = check
    return { key: reason, label, fact, rule, since, outcome, gate, deciding: reason === verdict.reason }
  })
}
