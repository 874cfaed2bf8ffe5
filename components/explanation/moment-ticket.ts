import { ownerName } from '@/components/credential/owner'
import { absolute } from '@/lib/format/time'
import { reasonTitle } from '@/lib/locale/en/explain'
import type { MomentExplanation } from '@/lib/services/tokens/moment'
import type { SourceExplanation } from '@/lib/services/tokens/source'
import { eventWords, nothingLikely, sourceSentence, tellLikely } from './moment-words'

const EVENTS_MAX = 40

/** A moment as plain text for a ticket: the likeliest explanation, everything on the line, what to tell. Never a secret. */
export function momentTicket(moment: MomentExplanation, zone: string): string {
  const { subject, at, from, until, likely, events } = moment
  const who = ownerName(subject)
  const [first, ...rest] = likely
  const words = first === undefined ? null : tellLikely(first, who, zone)
  const nothing = nothingLikely(moment)
  return textOf([
    words?.sentence ?? nothing.sentence,
    words?.detail ?? nothing.detail,
    '',
    `Person: ${who} (${subject.id})`,
    `Around: ${absolute(at, zone)} (${zone})`,
    first?.requestId ? `Reference: ${first.requestId}` : null,
    ...rest.map((each) => `Also possible: ${tellLikely(each, who, zone).sentence}`),
    '',
    `From ${absolute(from, zone)} to ${absolute(until, zone)}:`,
    ...events.slice(0, EVENTS_MAX).map((event) => `- ${absolute(event.at, zone)} ${eventWords(event, zone)}`),
    events.length > EVENTS_MAX ? `- and ${events.length - EVENTS_MAX} more` : null,
    ...(words === null
      ? []
      : ['', `Next: ${words.holder}`, `Check: ${words.operator}`, `To the customer: “${words.customer}”`]),
  ])
}

/** A source as plain text for a ticket. */
export function sourceTicket(source: SourceExplanation, zone: string): string {
  const { address, at, from, until, reasons, imitated, people, applications, likely } = source
  const [first] = likely
  return textOf([
    sourceSentence(source),
    '',
    `Source: ${address}`,
    `Around: ${absolute(at, zone)} (${zone}), from ${absolute(from, zone)} to ${absolute(until, zone)}`,
    first?.requestId ? `Reference nearest to it: ${first.requestId}` : null,
    ...reasons.map(({ reason, count }) => `- ${count} × ${reasonTitle(reason)} (${reason})`),
    applications.length === 0 ? null : `Asked by: ${applications.join(', ')}`,
    imitated.length === 0 ? null : `Imitates: ${imitated.map((each) => each.credentialId).join(', ')}`,
    people.length === 0 ? null : `People refused from there: ${people.map(({ name }) => name).join(', ')}`,
  ])
}

function textOf(lines: readonly (string | null)[]): string {
  return lines.filter((line) => line !== null).join('\n')
}
