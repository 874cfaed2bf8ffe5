import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { base62Value } from '@/lib/core/base62'
import { formatRequestId, newId, newRequestId, readRequestId } from './id'

const NOW = Date.UTC(2026, 4, 3, 12)
const instants = fc.integer({ min: 0, max: 2 ** 48 - 1 })

describe('an id', () => {
  it('is a UUID of version 7 and carries the instant it was given', () => {
    fc.assert(
      fc.property(instants, (now) => {
        const id = newId(now)
        expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
        expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now)
      }),
    )
  })

  it('sorts by time', () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        fc.pre(one < other)
        expect(newId(one) < newId(other)).toBe(true)
      }),
    )
  })

  it('is another one each time, also within a millisecond', () => {
    expect(new Set(Array.from({ length: 2_000 }, () => newId(NOW))).size).toBe(2_000)
  })

  it('is random in every bit that is neither time, version nor variant', () => {
    const ids = Array.from({ length: 200 }, () => BigInt(`0x${newId(NOW).replaceAll('-', '')}`))
    const [ever, always] = [ids.reduce((a, b) => a | b), ids.reduce((a, b) => a & b)]
    const moving = (ever ^ always).toString(2).split('1').length - 1
    expect(moving).toBe(74)
  })
})

/** 9999-12-31T23:59:59.999Z. */
const LAST_WRITABLE = 253_402_300_799_999
const writable = (instant: number) => instant <= LAST_WRITABLE

describe('a request id', () => {
  it('is short, without signs that break at a double click, and sorts by time', () => {
    fc.assert(
      fc.property(instants, instants, (one, other) => {
        fc.pre(one < other)
        expect(newRequestId(one)).toMatch(/^req_[0-9A-Za-z]{22}$/)
        expect(newRequestId(one) < newRequestId(other)).toBe(true)
      }),
    )
  })

  it('holds a whole UUID', () => {
    const value = base62Value(newRequestId(NOW).slice(4)) ?? 0n
    expect(value >> 80n).toBe(BigInt(NOW))
    expect((value >> 76n) & 15n).toBe(7n)
  })

  it('gives back the id and the instant it was made of', () => {
    fc.assert(
      fc.property(instants.filter(writable), (now) => {
        const id = newId(now)
        expect(readRequestId(formatRequestId(id))).toEqual({ id, at: now })
      }),
    )
  })

  it('beyond what Postgres and Date write alike is not ours', () => {
    expect(readRequestId(formatRequestId(newId(LAST_WRITABLE)))).not.toBeNull()
    expect(readRequestId(formatRequestId(newId(LAST_WRITABLE + 1)))).toBeNull()
  })

  it.each([
    '',
    'req_',
    'req_0',
    `REQ_${'0'.repeat(22)}`,
    `req_${'0'.repeat(23)}`,
    `req_${'z'.repeat(22)}`,
    `req_${'0'.repeat(21)}-`,
  ])('is not read from %j', (text) => expect(readRequestId(text)).toBeNull())

  it('is read from any text without a throw', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(readRequestId(text)).toBeNull()
      }),
    )
  })
})
