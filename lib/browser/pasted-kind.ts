import { unwrapped } from './describe-token'

/** What was typed or pasted into the search box, told from its shape alone. */
export type PastedKind = 'token' | 'credential_id' | 'request_id' | 'mail' | 'address' | 'words'

/**
 * Whether a text may leave the browser, and as what. Anything that could be a secret is a `token`, ours or not,
 * and must go through `describeToken`; in doubt it is one. Only what is returned as another kind may be sent or kept.
 */
export function pastedKind(pasted: string): PastedKind {
  const text = pasted.trim()
  if (mayBeSecret(text)) return 'token'
  if (/^req_[0-9A-Za-z]{22}$/.test(text)) return 'request_id'
  if (UUID.test(text)) return 'credential_id'
  if (/^[^\s@]+@[^\s@]+$/.test(text)) return 'mail'
  if (/^(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?$/.test(text) || ADDRESS_V6.test(text)) {
    return 'address'
  }
  return 'words'
}

const ADDRESS_V6 = /^[\da-f]{0,4}:[\da-f:.]{1,41}(?:\/\d{1,3})?$/i
const UUID = /^[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}$/i
/** The longest run without a space that a name or an external id is allowed to be before it counts as a secret. */
const WORD_LENGTH_MAX = 32

function mayBeSecret(text: string): boolean {
  if (/asy_|bearer\s|^eyJ|-----BEGIN/i.test(text)) return true
  if (
    /^(?:gh[oprsu]_|github_pat_|glpat-|[prs]k_(?:live|test)_|whsec_|xox[bp]-|xapp-|npm_|pypi-|hvs\.|shpat_)/.test(text)
  ) {
    return true
  }
  if (/^req_[0-9A-Za-z]{22}$/.test(text) || UUID.test(text)) return false
  return unwrapped(text)
    .split(/[\s@]+/)
    .some((word) => word.length > WORD_LENGTH_MAX && !ADDRESS_V6.test(word))
}
