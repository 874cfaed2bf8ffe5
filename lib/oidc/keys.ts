import type { JSONWebKeySet } from 'jose'
import { monotonic } from '@/lib/clock'
import type { OidcClient } from './client'
import { OidcProblem } from './problem'

interface Held {
  readonly keys: JSONWebKeySet
  readonly readAt: number
}

const held = new Map<string, Held>()
const KEEP_MILLISECONDS = 5 * 60_000
/** Tokens with invented key ids must not become requests to the issuer. */
const FRESH_AFTER_MILLISECONDS = 30_000
const HELD_MAX = 8

/** The keys an issuer publishes; `fresh` asks again unless that was done just now. Errors: OidcProblem `keys_unreadable`. */
export async function readKeys(client: OidcClient, { fresh }: { fresh: boolean }): Promise<JSONWebKeySet> {
  const address = String(client.metadata.jwks_uri)
  const known = held.get(address)
  const age = known === undefined ? Number.POSITIVE_INFINITY : monotonic() - known.readAt
  if (known !== undefined && age < (fresh ? FRESH_AFTER_MILLISECONDS : KEEP_MILLISECONDS)) return known.keys
  const keys = await fetchKeys(client)
  if (held.size >= HELD_MAX) held.clear()
  held.set(address, { keys, readAt: monotonic() })
  return keys
}

/** Asks the issuer for its keys. Errors: OidcProblem `keys_unreadable`, `unreachable`, `address_not_allowed`. */
export async function fetchKeys({ fetch, metadata }: Pick<OidcClient, 'fetch' | 'metadata'>): Promise<JSONWebKeySet> {
  const address = String(metadata.jwks_uri)
  const response = await fetch(address, { headers: { accept: 'application/json' } })
  if (response.status !== 200) throw new OidcProblem('keys_unreadable', { found: `status ${response.status}` })
  const body: unknown = await response.json().catch(() => null)
  if (!isKeySet(body)) throw new OidcProblem('keys_unreadable', { found: 'no keys' })
  return body
}

function isKeySet(body: unknown): body is JSONWebKeySet {
  const keys: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, 'keys') : undefined
  return Array.isArray(keys) && keys.length > 0 && keys.every((key) => typeof key === 'object' && key !== null)
}
