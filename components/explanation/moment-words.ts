import { plural } from '@/lib/format/count'
import { duration, exactDuration } from '@/lib/format/duration'
import { timeOfDay } from '@/lib/format/time'
import { actWords } from '@/lib/locale/en/acts'
import { CAUSE_TEXTS } from '@/lib/locale/en/causes'
import { type Explained, explainVerdict, reasonWord } from '@/lib/locale/en/explain'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { Likely, MomentEvent, MomentExplanation } from '@/lib/services/tokens/moment'
import type { SourceExplanation } from '@/lib/services/tokens/source'

/** What most likely happened, in words. */
export function tellLikely(
  { verdict, kind, applicationName }: Likely,
  subjectName: string | null,
  zone: string,
): Explained {
  return explainVerdict(verdict, { judgedAt: verdict.judgedAt, isNow: false, zone, kind, subjectName, applicationName })
}

/** "16 min before": where something lies from the moment asked about. */
export function awayFrom(at: number, moment: number): string {
  const distance = at - moment
  if (Math.abs(distance) < 60_000) return 'at that minute'
  return `${duration(distance)} ${distance < 0 ? 'before' : 'after'}`
}

/** One event of the line, as a sentence without its time. */
export function eventWords(event: MomentEvent, zone: string): string {
  switch (event.type) {
    case 'issued':
      return issuedWords(event)
    case 'used':
      return `The ${KIND_TEXTS[event.kind].noun} was used at ${event.applicationName}${usedUntil(event, zone)}`
    case 'ended':
      return `The ${KIND_TEXTS[event.kind].noun} at ${event.applicationName} ended: ${endedWords(event)}`
    case 'refused':
      return refusedWords(event)
    case 'acted':
      return `${capital(actWords(event.action))} by ${event.by}`
    case 'policy':
      return `${event.name} version ${event.version} came into force: ${limits(event)}`
  }
}

/** What to say where nothing explains it. */
export function nothingLikely({ events, subject, lanes }: MomentExplanation): { sentence: string; detail: string } {
  const who = subject.name ?? subject.externalId
  const used = events.some(({ type }) => type === 'used')
  const detail = used
    ? 'Their credentials were used and accepted. What they saw came from somewhere else: another account, another application, or a page that never asked Assay.'
    : lanes.length === 0
      ? 'They held nothing that was valid then. Look further back: it may have ended earlier.'
      : 'Nothing of theirs was presented. The application may have signed them out by itself, or asked without a token.'
  return { sentence: `Nothing of ${who} ended or was refused around then.`, detail }
}

/** What came from a source, as one sentence. */
export function sourceSentence({ address, count, reasons, imitated }: SourceExplanation): string {
  if (count === 0) return `Nothing from ${address} was refused around then.`
  const [first] = reasons
  const mostly =
    first === undefined ? '' : ` ${mostlyWords(first.count, count)} ${reasonWord(first.reason).toLowerCase()}`
  const copies = imitated.length === 0 ? '' : ` They imitate ${plural(imitated.length, 'credential')}.`
  return `${plural(count, 'token')} from ${address} ${count === 1 ? 'was' : 'were'} refused,${mostly}.${copies}`
}

function mostlyWords(part: number, whole: number): string {
  if (part === whole) return whole === 1 ? 'as' : 'all as'
  return part * 2 > whole ? 'mostly as' : 'most often as'
}

function issuedWords({ kind, renewed, applicationName }: Extract<MomentEvent, { type: 'issued' }>): string {
  const { noun, one } = KIND_TEXTS[kind]
  if (renewed) return `The ${noun} at ${applicationName} got a new token`
  return kind === 'session' ? `Signed in to ${applicationName}` : `${capital(one)} for ${applicationName} was issued`
}

function usedUntil({ at, until, minutes }: Extract<MomentEvent, { type: 'used' }>, zone: string): string {
  return minutes === 1 || at === until ? '' : ` until ${timeOfDay(until, zone, 'minute')}`
}

function endedWords({ reason, cause, by }: Extract<MomentEvent, { type: 'ended' }>): string {
  const why = cause === null || cause === 'unspecified' ? reasonWord(reason) : CAUSE_TEXTS[cause].label
  return `${why.toLowerCase()}${by === null ? '' : `, by ${by}`}`
}

function refusedWords({ kind, reason, count, applicationName }: Extract<MomentEvent, { type: 'refused' }>): string {
  const what = kind === null ? 'A token' : `The ${KIND_TEXTS[kind].noun}`
  const times = count > 1 ? `, ${count} times` : ''
  return `${what} was refused at ${applicationName}: ${reasonWord(reason).toLowerCase()}${times}`
}

function limits({ idleSeconds, absoluteSeconds }: Extract<MomentEvent, { type: 'policy' }>): string {
  const parts = [
    idleSeconds === null ? null : `idle ${exactDuration(idleSeconds * 1_000)}`,
    absoluteSeconds === null ? null : `absolute ${exactDuration(absoluteSeconds * 1_000)}`,
  ].filter((part) => part !== null)
  return parts.length === 0 ? 'no limits' : parts.join(', ')
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1)
}
