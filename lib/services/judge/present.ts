import type { Origin } from '@/lib/core/facts'
import { parseToken, type TokenHead, type TokenShape } from '@/lib/core/token'
import type { Keyring } from '@/lib/crypto/keyring'
import { checkTag, digestSecret } from '@/lib/crypto/token'
import type { Config } from '../config-cache'

/** What one presented token says before the store is asked. `secretDigest` stays in this process. */
export interface Presentation {
  readonly shape: TokenShape
  readonly head: TokenHead | null
  readonly secretDigest: Buffer | null
  readonly tag: 'genuine' | 'forged' | 'unregistered' | 'not_checked'
}

/** Reads a token as an application sent it. */
export function present(keyring: Keyring, token: string): Presentation {
  const { shape, secret } = parseToken(token)
  if (shape.shape !== 'well_formed' || secret === null)
    return { shape, head: null, secretDigest: null, tag: 'not_checked' }
  return presentParts(keyring, shape, digestSecret(secret))
}

/** Reads a token as the console sends it: its public parts and D, parsed in the browser, without the secret. */
export function presentParts(
  keyring: Keyring,
  shape: TokenShape & { shape: 'well_formed' },
  secretDigest: Buffer,
): Presentation {
  return { shape, head: shape, secretDigest, tag: checkTag(keyring, shape, secretDigest, shape.tag) }
}

/** The selector to look up: only a token whose tag proves that we issued it buys a lookup. */
export function selectorToRead(presentation: Presentation): string | null {
  return presentation.tag === 'genuine' ? (presentation.head?.selector ?? null) : null
}

/** Gate B as far as it can be told without the store; null when the store has to answer. */
export function originWithoutStore(presentation: Presentation, config: Config): Origin | 'key_missing_here' | null {
  switch (presentation.tag) {
    case 'not_checked':
      return { origin: 'not_asked' }
    case 'forged':
      return { origin: 'forged', why: 'tag' }
    case 'unregistered':
      return config.issuerKeys.has(presentation.head?.issuerKeyId ?? '')
        ? 'key_missing_here'
        : { origin: 'forged', why: 'issuer_key' }
    case 'genuine':
      return null
  }
}
