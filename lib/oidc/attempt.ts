import { createHash, createHmac, randomBytes } from 'node:crypto'

/**
 * One journey to the issuer and back. All of it comes from one random key that only the browser keeps, in a cookie: the
 * store has nothing but a digest of the state, and a callback in another browser meets another state, nonce and verifier.
 */
export interface Attempt {
  readonly key: string
  readonly state: string
  readonly nonce: string
  /** RFC 7636: 43 characters of the unreserved alphabet. */
  readonly codeVerifier: string
  readonly codeChallenge: string
  /** What the store keeps: SHA-256 of the state. */
  readonly digest: Buffer
}

/** A new attempt. */
export function newAttempt(): Attempt {
  return attemptOf(randomBytes(32).toString('base64url'))
}

/** The attempt of a browser, from the key in its cookie. */
export function attemptOf(key: string): Attempt {
  const derive = (use: string) => createHmac('sha256', key).update(`assay single sign-on: ${use}`).digest('base64url')
  const state = derive('state')
  const codeVerifier = derive('code verifier')
  return {
    key,
    state,
    nonce: derive('nonce'),
    codeVerifier,
    codeChallenge: createHash('sha256').update(codeVerifier).digest('base64url'),
    digest: createHash('sha256').update(state).digest(),
  }
}
