import { base62, base62Value, isBase62 } from './base62'
import { crc32 } from './crc32'
import type { Environment, Kind } from './credential'

/*
 * asy_<live|test>_<kind>_<issuer key id 2><selector 16><secret 43><tag 8><crc 6>
 * 43 base62 characters carry 256 bits. The crc is CRC-32 over everything before it; the tag is a MAC by the issuer.
 */
export const ISSUER_KEY_ID_LENGTH = 2
export const SELECTOR_LENGTH = 16
export const SECRET_LENGTH = 43
export const TAG_LENGTH = 8
const CRC_LENGTH = 6
const BODY_LENGTH = ISSUER_KEY_ID_LENGTH + SELECTOR_LENGTH + SECRET_LENGTH + TAG_LENGTH + CRC_LENGTH

export const KIND_WORDS = {
  session: 'session',
  api_key: 'key',
  one_time: 'once',
  certificate: 'cert',
} as const satisfies Record<Kind, string>
const KIND_BY_WORD: Readonly<Record<string, Kind>> = {
  session: 'session',
  key: 'api_key',
  once: 'one_time',
  cert: 'certificate',
}

/** The public part of a well-formed token: enough to find and judge it, useless to authenticate. */
export interface TokenHead {
  readonly environment: Environment
  readonly kind: Kind
  readonly issuerKeyId: string
  readonly selector: string
}

/** What the shape of a presented string says, before any key or store is asked. It never carries the string itself. */
export type TokenShape =
  | { readonly shape: 'malformed'; readonly length: number; readonly looksLike: string | null }
  | {
      readonly shape: 'mistyped'
      readonly part: 'length' | 'checksum'
      readonly length: number
      readonly environment: Environment
      readonly kind: Kind
    }
  | ({ readonly shape: 'well_formed'; readonly tag: string } & TokenHead)

/** A parsed token: its shape, and its secret only when it is well formed. The secret never leaves the parsing process. */
export interface ParsedToken {
  readonly shape: TokenShape
  readonly secret: string | null
}

/** Reads a presented string. Total: every string has a shape; nothing here throws or looks anything up. */
export function parseToken(text: string): ParsedToken {
  const match = /^asy_(live|test)_(session|key|once|cert)_(.*)$/s.exec(text)
  const [, environment, word, body] = match ?? []
  const kind = word === undefined ? undefined : KIND_BY_WORD[word]
  if (environment === undefined || kind === undefined || body === undefined || !isBase62(body)) return malformed(text)
  const prefix = { environment: environment === 'live' ? 'live' : 'test', kind } as const
  if (body.length !== BODY_LENGTH)
    return { shape: { shape: 'mistyped', part: 'length', length: text.length, ...prefix }, secret: null }
  if (!checksumHolds(text))
    return { shape: { shape: 'mistyped', part: 'checksum', length: text.length, ...prefix }, secret: null }
  return wellFormed(prefix, body)
}

/** The text the issuer's tag is a MAC of: everything before the tag, with the secret's digest in its place. */
export function taggedText(head: TokenHead, secretDigestHex: string): string {
  return `${tokenPrefix(head)}${head.issuerKeyId}${head.selector}${secretDigestHex}`
}

/** Joins the parts of a new token and appends the checksum. */
export function formatToken(head: TokenHead, secret: string, tag: string): string {
  const text = `${tokenPrefix(head)}${head.issuerKeyId}${head.selector}${secret}${tag}`
  return text + checksum(text)
}

/** What a list may show of a token: prefix, key id and the first four characters of the selector. */
export function tokenLabel(head: TokenHead): string {
  return `${tokenPrefix(head)}${head.issuerKeyId}${head.selector.slice(0, 4)}…`
}

/** `asy_live_session_` and its siblings. */
export function tokenPrefix(head: Pick<TokenHead, 'environment' | 'kind'>): string {
  return `asy_${head.environment}_${KIND_WORDS[head.kind]}_`
}

function malformed(text: string): ParsedToken {
  const vendor = VENDOR_PREFIXES.find((prefix) => text.startsWith(prefix))
  return { shape: { shape: 'malformed', length: text.length, looksLike: vendor ?? null }, secret: null }
}

function wellFormed(prefix: Pick<TokenHead, 'environment' | 'kind'>, body: string): ParsedToken {
  const selectorEnd = ISSUER_KEY_ID_LENGTH + SELECTOR_LENGTH
  const secretEnd = selectorEnd + SECRET_LENGTH
  return {
    shape: {
      shape: 'well_formed',
      ...prefix,
      issuerKeyId: body.slice(0, ISSUER_KEY_ID_LENGTH),
      selector: body.slice(ISSUER_KEY_ID_LENGTH, selectorEnd),
      tag: body.slice(secretEnd, secretEnd + TAG_LENGTH),
    },
    secret: body.slice(selectorEnd, secretEnd),
  }
}

function checksumHolds(text: string): boolean {
  const split = text.length - CRC_LENGTH
  return base62Value(text.slice(split)) === BigInt(crc32(text.slice(0, split)))
}

function checksum(text: string): string {
  return base62(BigInt(crc32(text)), CRC_LENGTH)
}

/** Public prefixes of other issuers' credentials, so that "not ours" can say whose. A JSON Web Token begins `eyJ`. */
const VENDOR_PREFIXES = [
  'github_pat_',
  'ghp_',
  'gho_',
  'ghu_',
  'ghs_',
  'ghr_',
  'glpat-',
  'sk_live_',
  'sk_test_',
  'pk_live_',
  'rk_live_',
  'whsec_',
  'xoxb-',
  'xoxp-',
  'xapp-',
  'AKIA',
  'ASIA',
  'AIza',
  'ya29.',
  'npm_',
  'pypi-',
  'dop_v1_',
  'hvs.',
  'SG.',
  'shpat_',
  'eyJ',
  'Bearer ',
]
