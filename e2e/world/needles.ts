import { createHash } from 'node:crypto'

const TAG_AND_CRC = 14
const SECRET = 43

/** The private part of a token: 43 characters before tag and checksum. */
export function secretOf(token: string): string {
  return token.slice(-TAG_AND_CRC - SECRET, -TAG_AND_CRC)
}

/** D, the digest of the secret: useless to authenticate with, yet kept nowhere. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(secretOf(token)).digest()
}

/** Bytes as they might be written down: raw text, hex, base64 and base64url wherever the text around them begins. */
export function writings(bytes: Buffer): string[] {
  const aligned = [0, 1, 2].flatMap((shift) => {
    const text = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64')
    // The first and last characters also carry neighbouring bytes.
    const inner = text.slice(shift === 0 ? 0 : 4, -4)
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_'), encodeURIComponent(inner)]
  })
  const percent = [...bytes].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('')
  return [...new Set([bytes.toString('hex'), bytes.toString('hex').toUpperCase(), percent, ...aligned])]
}

/** Every way the secret of a token could be written down. */
export function secretWritings(token: string): string[] {
  const secret = secretOf(token)
  return [secret, [...secret].reverse().join(''), ...writings(Buffer.from(secret))]
}

/** Which of them stand in a text. */
export function standingIn(text: string, needles: readonly string[]): string[] {
  return needles.filter((needle) => text.includes(needle))
}
