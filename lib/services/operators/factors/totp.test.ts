import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SECOND } from '@/lib/core/instant'
import { matchingStep, newTotpSecret, totpUri } from './totp'

/** The seed of RFC 6238 appendix B, "12345678901234567890", in base32. */
const SEED = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ'

// RFC 6238 appendix B, SHA-1, the last six of its eight digits.
test.each([
  [59, '287082', 1],
  [1_111_111_109, '081804', 37_037_036],
  [1_234_567_890, '005924', 41_152_263],
  [2_000_000_000, '279037', 66_666_666],
])('at %d s the code of the RFC is %s', (seconds, code, step) => {
  expect(matchingStep(SEED, code, seconds * SECOND)).toBe(step)
})

test.each([
  [-60, null],
  [-30, 41_152_263],
  [0, 41_152_263],
  [30, 41_152_263],
  [60, null],
])('a code is good one step early and late, and no further: %d s', (seconds, step) => {
  expect(matchingStep(SEED, '005924', (1_234_567_890 + seconds) * SECOND)).toBe(step)
})

test('what is not six digits is the code of nothing', () => {
  const others = fc.string().filter((text) => !/^\d{6}$/.test(text))
  fc.assert(fc.property(others, (text) => matchingStep(SEED, text, 1_234_567_890_000) === null))
})

test('a secret has 160 bits and the address for the QR code names account and issuer', () => {
  const secret = newTotpSecret()
  expect(secret).toMatch(/^[A-Z2-7]{32}$/)
  const uri = new URL(totpUri(secret, 'dana@example.org'))
  expect(uri.protocol).toBe('otpauth:')
  expect(decodeURIComponent(uri.pathname)).toContain('Assay:dana@example.org')
  expect(Object.fromEntries(uri.searchParams)).toMatchObject({ issuer: 'Assay', secret, digits: '6', period: '30' })
})
