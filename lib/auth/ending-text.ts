import { plural } from '@/lib/format/count'
import { duration } from '@/lib/format/duration'
import { lengthInWords } from '@/lib/locale/en/lengths'
import type { SessionEnding } from '@/lib/services/operators/current-operator'

/** The sentence with which the sign-in page says why it is shown; null where there is nothing to explain. */
export function endingText({ reason, cause, limitSeconds }: SessionEnding): string | null {
  switch (reason) {
    case 'idle':
      return `You were signed out: your session was idle for ${limitInWords(limitSeconds)}.`
    case 'expired':
      return `You were signed out: a session lasts ${limitInWords(limitSeconds)} at most, however much it is used.`
    case 'revoked':
      return revokedText(cause)
    case 'superseded':
      return 'Your session was given a new token when you confirmed who you are, and this browser did not get it. Sign in again.'
    case 'suspended':
      return 'Your session is suspended. Ask an administrator, or sign in for a new one.'
    case 'subject_disabled':
      return 'Your account is disabled. Ask an administrator.'
    case 'application_disabled':
      return 'Signing in to this console is disabled. Ask an administrator.'
    default:
      return null
  }
}

function revokedText(cause: SessionEnding['cause']): string | null {
  switch (cause) {
    case 'logged_out':
      return null
    case 'privilege_withdrawn':
    case 'affiliation_changed':
      return 'You were signed out: your access to this console was taken away. Ask an owner or an administrator.'
    case 'credential_changed':
      return 'You were signed out: what your account is entered by has changed. Sign in again.'
    default:
      return 'You were signed out: your session was revoked.'
  }
}

/** People know a session's limit in minutes up to two hours: "60 minutes", not "1 hour". */
function limitInWords(limitSeconds: number | null): string {
  if (limitSeconds === null) return 'as long as its policy allows'
  if (limitSeconds % 60 === 0 && limitSeconds <= 7200) return plural(limitSeconds / 60, 'minute')
  return lengthInWords(duration(limitSeconds * 1000))
}
