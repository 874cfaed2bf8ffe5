import type { Reason } from '@/lib/core/reasons'
import { guide, holderOf } from '@/lib/locale/guidance/guide'
import { askedLanguage, asksForLanguage, DEFAULT_LANGUAGE, lookup } from '@/lib/locale/languages'
import { routes } from '@/lib/routes'
import type { Judged } from '@/lib/services/judge/judge'
import { tellableTo } from '@/lib/services/tellable'
import { mayLearnOf } from '@/lib/services/tokens/verify'
import type { Call } from './endpoint'
import type { GuidanceBody } from './schemas/guidance'

interface Asked {
  /** As the request names it; undefined where it names none. */
  readonly locale: string | undefined
  /** Whether the refusal was recorded, so that its page has something to show. */
  readonly recorded: boolean
}

/** The refusal in words for the holder, when the caller asked for them; the same for every reason it may not know. */
export function guidanceBody(judged: Judged, reason: Reason, call: Call, asked: Asked): GuidanceBody | undefined {
  const { caller, snapshot, acceptLanguage } = call
  if (asked.locale === undefined && !asksForLanguage(acceptLanguage)) return undefined
  const { verdict, record, expected } = judged
  const application = snapshot.config.applications.get(caller.id)
  const mayReadReason = caller.scopes.includes('reason:read')
  const ownsIt = record === null || mayLearnOf(caller, snapshot, record.applicationId)
  const kind = expected.kind ?? (mayReadReason ? kindOf(judged) : null)
  const { language, title, happened, next, action } = guide(
    tellableTo({ mayReadReason, ownsIt }, { reason, cause: verdict.cause, checks: verdict.checks }),
    {
      language: askedLanguage(asked.locale, acceptLanguage) ?? lookup(application?.language ?? '') ?? DEFAULT_LANGUAGE,
      zone: 'UTC',
      holder: holderOf(kind),
      application: application?.name ?? caller.name,
      signInUrl: application?.signInUrl ?? null,
    },
  )
  const text = `${happened} ${next}`
  const button = { action: action?.words ?? null, action_url: action?.url ?? null }
  return { title, text, ...button, language, ...(asked.recorded && pageOf(call, language)) }
}

function kindOf({ shape }: Judged) {
  return shape === null || shape.shape === 'malformed' ? null : shape.kind
}

function pageOf({ consoleUrl, requestId }: Call, lang: string) {
  if (consoleUrl === null) return {}
  const page = (hash?: string) => `${consoleUrl}${routes.why(requestId, { lang, hash })}`
  return { help_url: page(), report_url: page('report') }
}
