import { CAUSES, type Cause, type Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { type PublicCode, type Reason, reasonFacts } from '@/lib/core/reasons'
import type { Check, Evidence } from '@/lib/core/verdict'
import { WORDS as DE } from '../de/guidance/words'
import { WORDS as EN } from '../en/guidance/words'
import type { Language } from '../languages'
import { CAUSE_ACTIONS, REASON_ACTIONS } from './actions'
import { instantWords, lengthWords } from './format'
import type { GuidanceAction, GuidanceWords, Holder, HolderLine, HolderText, Told } from './words'

/** Every language with all it has to say. A language without its words does not compile. */
export const GUIDANCE: Readonly<Record<Language, GuidanceWords>> = { en: EN, de: DE }

/** What the holder may be told of a refusal: its reason with what it rests on, or nothing but the public code. */
export type Tellable =
  | { readonly reason: Reason; readonly cause: Cause | null; readonly evidence: Evidence }
  | { readonly code: PublicCode }

/** For whom it is told, and in the name of which application. */
export interface GuidanceContext {
  readonly language: Language
  /** The reader's IANA zone; `UTC` where nobody knows it. */
  readonly zone: string
  readonly holder: Holder
  readonly application: string
  /** Where its people sign in again; null when the application never said. */
  readonly signInUrl: string | null
}

/** A refusal as its holder reads it. */
export interface Guidance {
  readonly language: Language
  readonly title: string
  readonly happened: string
  readonly next: string
  /** The one button; null where another person has to act. */
  readonly action: GuidanceButton | null
}

export interface GuidanceButton {
  readonly does: GuidanceAction
  readonly words: string
  /** Where it leads; null where it has no address of its own. */
  readonly url: string | null
}

/** Tells a refusal to its holder. Pure: the same refusal and context give the same words. */
export function guide(tellable: Tellable, context: GuidanceContext): Guidance {
  const words = GUIDANCE[context.language]
  const { text, action } = chosen(words, tellable, context.holder)
  const told = toldOf('evidence' in tellable ? tellable.evidence : {}, words, context)
  return {
    language: context.language,
    title: text.title,
    happened: say(text.happened, told),
    next: say(text.next, told),
    action: action === null ? null : buttonOf(action, words, context),
  }
}

function buttonOf(does: GuidanceAction, words: GuidanceWords, context: GuidanceContext): GuidanceButton {
  const url = does === 'try_again' ? null : context.signInUrl
  return { does, words: words.actions[does](context.application), url }
}

/** What a refusal's own reason allows to tell, from the check that failed. */
export function tellableOf(reason: Reason, cause: Cause | null, checks: readonly Check[]): Tellable {
  return { reason, cause, evidence: checks.find((check) => check.reason === reason)?.evidence ?? {} }
}

/** All that may be told where the reason is not for the reader: the same for every reason of one public code. */
export function publicTellable(reason: Reason): Tellable {
  return { code: reasonFacts(reason).publicCode }
}

/** Keys and certificates are looked after by developers; everything else is in the hands of the person it signs in. */
export function holderOf(kind: Kind | null): Holder {
  return kind === 'api_key' || kind === 'certificate' ? 'developer' : 'person'
}

interface Chosen {
  readonly text: HolderText
  readonly action: GuidanceAction | null
}

function chosen(words: GuidanceWords, tellable: Tellable, holder: Holder): Chosen {
  if ('code' in tellable)
    return { text: words.codes[tellable.code][holder], action: CODE_ACTIONS[tellable.code][holder] }
  const { reason } = tellable
  if (reason !== 'revoked') return { text: words.reasons[reason][holder], action: REASON_ACTIONS[reason][holder] }
  const cause = toldCause(tellable.cause, tellable.evidence)
  return { text: words.causes[cause][holder], action: CAUSE_ACTIONS[cause][holder] }
}

const CODE_ACTIONS: Readonly<Record<PublicCode, Readonly<Record<Holder, GuidanceAction | null>>>> = {
  invalid_token: REASON_ACTIONS.unknown,
  insufficient_scope: REASON_ACTIONS.insufficient_scope,
  insufficient_user_authentication: REASON_ACTIONS.step_up_required,
  invalid_dpop_proof: REASON_ACTIONS.nonce_replayed,
  rate_limited: REASON_ACTIONS.rate_limited,
  verifier_unavailable: REASON_ACTIONS.verifier_unavailable,
}

/** The cause of a cutoff says more than the word cutoff. */
function toldCause(cause: Cause | null, evidence: Evidence): Cause {
  const behind = CAUSES.find((each) => each === evidence.cutoffCause)
  return behind === undefined || behind === 'unspecified' ? (cause ?? 'unspecified') : behind
}

function toldOf(evidence: Evidence, words: GuidanceWords, { application, zone }: GuidanceContext): Told {
  return {
    application,
    limitSeconds: numberIn(evidence, 'limitSeconds'),
    until: numberIn(evidence, 'until'),
    startsAt: numberIn(evidence, 'notBefore'),
    retryAfterSeconds: numberIn(evidence, 'retryAfterSeconds'),
    missingScopes: listIn(evidence, 'asked').filter((scope) => !listIn(evidence, 'granted').includes(scope)),
    length: (seconds) => lengthWords(seconds, words.tag),
    instant: (at: Instant) => instantWords(at, words.tag, zone),
  }
}

function say(line: HolderLine, told: Told): string {
  return typeof line === 'string' ? line : line(told)
}

function numberIn(evidence: Evidence, name: string): number | null {
  const value = evidence[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

function listIn(evidence: Evidence, name: string): readonly string[] {
  const value = evidence[name]
  return Array.isArray(value) ? value : []
}
