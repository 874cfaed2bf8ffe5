import { BASE62_ALPHABET } from '@/lib/core/base62'
import { formatToken, SECRET_LENGTH, SELECTOR_LENGTH, TAG_LENGTH } from '@/lib/core/token'
import type { Random } from './random'

/** What somebody makes who knows our format but not our keys: well formed, and forged. */
export function madeUpToken(random: Random): string {
  const head = {
    environment: 'live',
    kind: 'api_key',
    issuerKeyId: '0A',
    selector: characters(random, SELECTOR_LENGTH),
  } as const
  return formatToken(head, characters(random, SECRET_LENGTH), characters(random, TAG_LENGTH))
}

function characters(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick([...BASE62_ALPHABET])).join('')
}
