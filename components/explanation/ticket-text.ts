import { absolute } from '@/lib/format/time'
import { reasonTitle } from '@/lib/locale/en/explain'
import type { Explanation } from '@/lib/services/explanation'
import type { Told } from './judge-at'

/** The verdict as plain text for a ticket: what, when, why, what next, and what to tell the customer. Never a secret. */
export function ticketText({ recorded, credential }: Explanation, { verdict, words }: Told, zone: string): string {
  const lines = [
    words.sentence,
    words.detail,
    '',
    recorded === null ? null : `Reference: ${recorded.requestId}`,
    `Judged at: ${absolute(verdict.judgedAt, zone)} (${zone})`,
    verdict.reason === null
      ? 'Verdict: accepted'
      : `Verdict: refused, ${reasonTitle(verdict.reason)} (${verdict.reason})`,
    verdict.since === null ? null : `Since: ${absolute(verdict.since, zone)}`,
    credential === null ? null : `Credential: ${credential.label} (${credential.id}), ${credential.application.name}`,
    verdict.also.length === 0 ? null : `Also true: ${verdict.also.map((each) => reasonTitle(each.reason)).join(', ')}`,
    '',
    `Next: ${words.holder}`,
    `Check: ${words.operator}`,
    `To the customer: “${words.customer}”`,
  ]
  return lines.filter((line) => line !== null).join('\n')
}
