import type { Keyring } from '@/lib/crypto/keyring'
import { seal, unseal } from '@/lib/crypto/seal'

/** Seals a link's secret for the one mail that may say it; the worker opens it when it writes that mail. */
export function sealNoticeSecret(keyring: Keyring, dedupeKey: string, secret: string): Buffer {
  return seal(keyring, placeOf(dedupeKey), secret)
}

/** The secret a mail is to say; null for a mail that says none. Throws where the pepper is missing here. */
export function openNoticeSecret(
  keyring: Keyring,
  { dedupeKey, sealedSecret }: { readonly dedupeKey: string; readonly sealedSecret: Buffer | null },
): string | null {
  return sealedSecret === null ? null : unseal(keyring, placeOf(dedupeKey), sealedSecret)
}

function placeOf(dedupeKey: string) {
  return { purpose: 'notice secret', owner: dedupeKey }
}
