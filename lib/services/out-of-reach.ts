import { eq } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { refusal } from '@/db/schema/refusal'
import { type Reach, reaches } from '@/lib/core/permissions'
import type { Check, Verdict } from '@/lib/core/verdict'
import type { Config } from './config-cache'
import { reachesHome } from './reach'

export type RefusalRow = typeof refusal.$inferSelect

/** A refusal with the application whose credential was presented there; null where none was matched. */
export interface OwnedRefusal {
  readonly row: RefusalRow
  readonly owningApplicationId: string | null
}

/** How a query of refusals learns whose credential each is about. */
export const OWNING = { on: eq(credential.id, refusal.credentialId), applicationId: credential.applicationId } as const

/**
 * A refusal as far as it says nothing of a credential out of reach. It happened at an application within reach, so when, from
 * where and for what reason is told; what was found about the credential itself, and whose it is, is not.
 */
export function withoutForeign({ row, owningApplicationId }: OwnedRefusal, reach: Reach, config: Config): RefusalRow {
  if (owningApplicationId === null || reaches(reach, owningApplicationId)) return row
  const { evidence } = row
  const home = config.applications.get(owningApplicationId)
  const subjectId = home !== undefined && reachesHome(reach, config, home) ? row.subjectId : null
  return {
    ...{ ...row, credentialId: null, subjectId, cause: null, policyVersionId: null },
    evidence: { ...evidence, since: null, also: [], checks: evidence.checks.filter(isOfToken) },
  }
}

/** The same of a verdict that was kept elsewhere. */
export function verdictWithoutFacts(verdict: Verdict): Verdict {
  const { active, reason, judgedAt, checks } = verdict
  return {
    ...{ active, reason, judgedAt, checks: checks.filter(isOfToken) },
    ...{ cause: null, since: null, also: [], policy: null, endsAt: null },
  }
}

/** Read off the token itself, before anything was looked up. */
function isOfToken({ gate }: Check): boolean {
  return gate === 'shape'
}
