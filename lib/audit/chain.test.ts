import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { canonicalJson, type Json } from './canonical'
import { followChain, GENESIS, leafHash, link, type SealedLink } from './chain'

const entries = fc.array(fc.record({ id: fc.uuid(), action: fc.string(), detail: fc.jsonValue() }), {
  minLength: 1,
  maxLength: 20,
})

function seal(values: readonly Json[]): SealedLink[] {
  let hash = GENESIS
  return values.map((entry, index) => {
    hash = link(hash, leafHash(entry))
    return { position: index + 1, hash, entry }
  })
}

describe('the canonical bytes of an entry', () => {
  test('do not depend on the order its members were written in', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (record) => {
        const reversed = Object.fromEntries(Object.entries(record).reverse())
        expect(canonicalJson(reversed as Json)).toBe(canonicalJson(record as Json))
      }),
    )
  })

  test('say the same value when they are read back', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('sort members by UTF-16 code units, as RFC 8785 asks', () => {
    expect(canonicalJson({ '€': 1, '\r': 2, '1': 3, '😀': 4, ö: 5 })).toBe('{"\\r":2,"1":3,"ö":5,"€":1,"😀":4}')
  })

  test('refuse a number JSON cannot say', () => {
    expect(() => canonicalJson(Number.NaN)).toThrow(RangeError)
  })
})

describe('a sealed chain', () => {
  test('holds when nothing was touched, also page by page', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (values, cut) => {
        const links = seal(values as Json[])
        const at = cut % links.length
        const first = followChain(GENESIS, 0, links.slice(0, at))
        expect(followChain(first.hash, at, links.slice(at)).broken).toBeNull()
      }),
    )
  })

  test('names the first entry that was changed', () => {
    fc.assert(
      fc.property(entries, fc.nat(), (values, pick) => {
        const links = seal(values as Json[])
        const index = pick % links.length
        const forged = links.map((each, position) => (position === index ? { ...each, entry: { forged: true } } : each))
        expect(followChain(GENESIS, 0, forged).broken).toEqual({ position: index + 1, why: 'changed' })
      }),
    )
  })

  test('names the first entry that was dropped, whether its seal went with it or not', () => {
    const links = seal([{ a: 1 }, { a: 2 }, { a: 3 }])
    expect(
      followChain(
        GENESIS,
        0,
        links.filter((each) => each.position !== 2),
      ).broken,
    ).toEqual({ position: 2, why: 'gap' })
    const hollow = links.map((each) => (each.position === 2 ? { ...each, entry: null } : each))
    expect(followChain(GENESIS, 0, hollow).broken).toEqual({ position: 2, why: 'missing' })
  })

  test('breaks where two entries were swapped', () => {
    const [first, second, third] = seal([{ a: 1 }, { a: 2 }, { a: 3 }])
    if (first === undefined || second === undefined || third === undefined) throw new Error('three links were sealed')
    const swapped = [first, { ...second, entry: third.entry }, { ...third, entry: second.entry }]
    expect(followChain(GENESIS, 0, swapped).broken).toEqual({ position: 2, why: 'changed' })
  })
})
