export const BASE62_ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

const VALUES = new Map([...BASE62_ALPHABET].map((character, value) => [character, BigInt(value)]))

/** A non-negative number in base 62, left-padded with `0` to `length`; keeps the low digits when it is larger. */
export function base62(value: bigint, length: number): string {
  let rest = value
  let text = ''
  while (text.length < length) {
    text = BASE62_ALPHABET.charAt(Number(rest % 62n)) + text
    rest /= 62n
  }
  return text
}

/** The number a base 62 text stands for; null when a character is outside the alphabet. */
export function base62Value(text: string): bigint | null {
  let value = 0n
  for (const character of text) {
    const digit = VALUES.get(character)
    if (digit === undefined) return null
    value = value * 62n + digit
  }
  return value
}

/** True when every character is in the alphabet; so also for the empty text. */
export function isBase62(text: string): boolean {
  return /^[0-9A-Za-z]*$/.test(text)
}
