import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import type { Instant } from '@/lib/core/instant'
import type { Explanation } from './explanation'

/** An explanation as it stands now, without what is only for looking around: to be joined to a case, or shared once masked. */
export function freezeExplanation(explanation: Explanation, now: Instant): FrozenExplanation {
  const { verdict, recorded, credential } = explanation
  return {
    frozenAt: now,
    verdict,
    requestId: recorded?.requestId ?? null,
    kind: credential?.kind ?? null,
    applicationName: credential?.application.name ?? recorded?.applicationName ?? null,
    subjectName: credential === null ? null : (credential.subject.name ?? credential.subject.externalId),
    credential:
      credential === null
        ? null
        : { id: credential.id, label: credential.label, name: credential.name, state: credential.state },
    seen:
      recorded === null
        ? null
        : { ip: recorded.ip, country: recorded.country, device: recorded.device, count: recorded.count },
  }
}
