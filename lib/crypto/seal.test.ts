import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Keyring } from './keyring'
import { seal, unseal } from './seal'

const keyring: Keyring = {
  issuerKeys: new Map(),
  currentIssuerKeyId: '0A',
  peppers: new Map([[1, randomBytes(32)]]),
  currentPepperVersion: 1,
}
const place = { purpose: 'client secret', owner: 'a' }

test.each(['', 'a secret', 'ключ 🔑', 'x'.repeat(10_000)])('what was sealed opens again', (text) => {
  expect(unseal(keyring, place, seal(keyring, place, text))).toBe(text)
})

test('the same text is never sealed alike, and is nowhere in what is stored', () => {
  const [first, second] = [seal(keyring, place, 'a long enough secret'), seal(keyring, place, 'a long enough secret')]
  expect(first.equals(second)).toBe(false)
  expect(first.includes('a long enough secret')).toBe(false)
})

test.each([
  ['for another purpose', { ...place, purpose: 'seed' }],
  ['of another row', { ...place, owner: 'b' }],
])('a sealed text does not open %s', (_, elsewhere) => {
  expect(() => unseal(keyring, elsewhere, seal(keyring, place, 'secret'))).toThrow()
})

test('a sealed text does not open with any one bit of it changed, nor cut short', () => {
  const sealed = seal(keyring, place, 'secret')
  for (let index = 0; index < sealed.length; index += 1) {
    const changed = Buffer.from(sealed)
    changed.writeUInt8(changed.readUInt8(index) ^ 1, index)
    expect(() => unseal(keyring, place, changed)).toThrow()
  }
  expect(() => unseal(keyring, place, sealed.subarray(0, 20))).toThrow()
})

test('a sealed text opens as long as its pepper is here, also when a newer one seals', () => {
  const sealed = seal(keyring, place, 'secret')
  const newer: Keyring = {
    ...keyring,
    peppers: new Map([...keyring.peppers, [2, randomBytes(32)]]),
    currentPepperVersion: 2,
  }
  expect(unseal(newer, place, sealed)).toBe('secret')
  expect(() => unseal(keyring, place, seal(newer, place, 'secret'))).toThrow('lacks pepper 2')
})
