/** The cookie of an operator's session. It holds an Assay token and nothing else. */
export interface SessionCookie {
  readonly name: string
  readonly options: {
    readonly httpOnly: true
    readonly sameSite: 'lax'
    readonly path: '/'
    readonly secure: boolean
  }
}

/**
 * How long a browser keeps offering the token, in seconds. It ends nothing: policies do, on every request. A token that
 * ended in the meantime lets the sign-in page say why.
 */
export const SESSION_COOKIE_SECONDS = 30 * 24 * 3600

/** On https the name binds the cookie to this host and to https (RFC 6265bis section 4.1.3.2); Lax, so that links from tickets work. */
export function sessionCookie(consoleUrl: string): SessionCookie {
  const secure = consoleUrl.startsWith('https://')
  return {
    name: secure ? '__Host-assay.session' : 'assay.session',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure },
  }
}
