/** Headers by lower-case name. */
export type HeaderReader = Pick<Headers, 'get'>

/** What is wrong with where a request comes from, for the log; null when it comes from this console's own pages. */
export type OriginProblem = 'missing' | 'opaque' | 'foreign' | 'cross_site'

/**
 * The origin check of every mutation, ours and not the framework's: that one lets a missing Origin through and once let
 * `null` (CVE-2026-27978). An Origin must be there and be this console's, by its configured URL or by the Host it was reached at.
 */
export function originProblem(headers: HeaderReader, consoleUrl: string): OriginProblem | null {
  const origin = headers.get('origin')
  if (origin === null || origin === '') return 'missing'
  if (origin === 'null') return 'opaque'
  if (!isOwn(origin, headers.get('host'), consoleUrl)) return 'foreign'
  const site = headers.get('sec-fetch-site')
  return site === null || site === 'same-origin' ? null : 'cross_site'
}

/** The same for reads: browsers send no Origin with a GET of the own page, so only what is there is checked. */
export function readOriginProblem(headers: HeaderReader, consoleUrl: string): OriginProblem | null {
  if (headers.get('origin') !== null) return originProblem(headers, consoleUrl)
  const site = headers.get('sec-fetch-site')
  return site === null || site === 'same-origin' || site === 'none' ? null : 'cross_site'
}

function isOwn(origin: string, host: string | null, consoleUrl: string): boolean {
  if (origin === consoleUrl) return true
  if (host === null || !URL.canParse(origin)) return false
  const parsed = new URL(origin)
  // `origin === parsed.origin`: nothing but scheme, host and port, in their one spelling.
  return origin === parsed.origin && /^https?:$/.test(parsed.protocol) && parsed.host === host.toLowerCase()
}
