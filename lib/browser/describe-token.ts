import { sha256 } from '@noble/hashes/sha2.js'
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js'
import { parseToken, type TokenHead, type TokenShape } from '@/lib/core/token'

/** All of a pasted token that may leave the browser: enough to find and judge it, useless to authenticate with. */
export type TokenDescription =
  | Exclude<TokenShape, { readonly shape: 'well_formed' }>
  | (TokenHead & { readonly shape: 'well_formed'; readonly secretDigestHex: string; readonly tag: string })

/**
 * Describes a pasted token without letting it or its secret out of this call: nothing returned refers to either.
 * SHA-256 is computed in JavaScript because `crypto.subtle` is missing on plain-http hosts. Total; never throws.
 */
export function describeToken(pasted: string): TokenDescription {
  const { shape, secret } = parseToken(unwrapped(pasted))
  if (shape.shape !== 'well_formed' || secret === null) return shape.shape === 'well_formed' ? NOT_OURS : shape
  const { environment, kind, issuerKeyId, selector, tag } = shape
  const secretDigestHex = bytesToHex(sha256(utf8ToBytes(secret)))
  return {
    shape: 'well_formed',
    environment,
    kind,
    issuerKeyId: detached(issuerKeyId),
    selector: detached(selector),
    tag: detached(tag),
    secretDigestHex,
  }
}

const NOT_OURS = { shape: 'malformed', length: 0, looksLike: null } as const

/** The token inside what people copy: quotes, a whole header line, a cookie or a variable's assignment. */
export function unwrapped(pasted: string): string {
  const bare = pasted.trim().replace(/^(?:authorization\s*:\s*)?bearer\s+/i, '')
  const assigned = /^[\w.$ -]{1,60}[=:]\s*(?=["'`]?asy_)/.exec(bare)
  const text = bare.slice(assigned?.[0].length ?? 0)
  return text.replace(/^["'`]+|["'`;,]+$/g, '').trim()
}

// A slice may keep the whole pasted string alive in the engine; a copy made of character codes does not.
function detached(text: string): string {
  return String.fromCharCode(...Array.from(text, (character) => character.charCodeAt(0)))
}
