import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { BASE62_ALPHABET } from './base62'
import { crc32 } from './crc32'
import { ENVIRONMENTS, KINDS } from './credential'
import { heads, secrets, tags } from './testing/arbitraries'
import { formatToken, parseToken, type TokenHead, taggedText, tokenLabel, tokenPrefix } from './token'

const HEAD: TokenHead = {
  environment: 'live',
  kind: 'session',
  issuerKeyId: '0A',
  selector: 'Sel3ct0rSel3ct0r',
}
const SECRET = 'S'.repeat(43)
const TAG = 'TagTagTa'
const TOKEN = formatToken(HEAD, SECRET, TAG)
const BODY_LENGTH = 75

const tokens = fc.tuple(heads, secrets, tags).map(([head, secret, tag]) => formatToken(head, secret, tag))
const bodyStart = (token: string) => token.length - BODY_LENGTH
const shapeOf = (text: string) => parseToken(text).shape
const replaced = (text: string, index: number, character: string) =>
  text.slice(0, index) + character + text.slice(index + 1)
const tokensEqual = (one: TokenHead, other: TokenHead) =>
  formatToken(one, SECRET, TAG) === formatToken(other, SECRET, TAG)

describe('a token as issued', () => {
  it('is written in one word: prefix, key id, selector, secret, tag, checksum', () => {
    expect(TOKEN).toMatch(/^asy_live_session_0ASel3ct0rSel3ct0rS{43}TagTagTa[0-9A-Za-z]{6}$/)
    expect(TOKEN.length - 'asy_live_session_'.length).toBe(BODY_LENGTH)
  })

  it.each([
    ['session', 'asy_live_session_'],
    ['api_key', 'asy_live_key_'],
    ['one_time', 'asy_live_once_'],
    ['certificate', 'asy_live_cert_'],
  ] as const)('of kind %s begins %s', (kind, prefix) => expect(tokenPrefix({ environment: 'live', kind })).toBe(prefix))

  it('says in which environment it is accepted', () => {
    expect(tokenPrefix({ environment: 'test', kind: 'api_key' })).toBe('asy_test_key_')
  })

  it('gives back every part it was made of', () => {
    fc.assert(
      fc.property(heads, secrets, tags, (head, secret, tag) => {
        expect(parseToken(formatToken(head, secret, tag))).toEqual({
          shape: { shape: 'well_formed', ...head, tag },
          secret,
        })
      }),
    )
  })

  it('ends in a checksum of everything before it', () => {
    fc.assert(
      fc.property(tokens, (token) => {
        const written = token.slice(-6)
        const value = [...written].reduce((sum, character) => sum * 62 + BASE62_ALPHABET.indexOf(character), 0)
        expect(value).toBe(crc32(token.slice(0, -6)))
      }),
    )
  })

  it('is tagged over its prefix, key id, selector and digest, so that none can be exchanged', () => {
    expect(taggedText(HEAD, 'd1ge57')).toBe('asy_live_session_0ASel3ct0rSel3ct0rd1ge57')
    fc.assert(
      fc.property(heads, heads, (head, other) => {
        const { environment, kind, issuerKeyId, selector } = other
        for (const exchanged of [{ environment }, { kind }, { issuerKeyId }, { selector }]) {
          const changed = { ...head, ...exchanged }
          expect(taggedText(changed, 'd') === taggedText(head, 'd')).toBe(tokensEqual(changed, head))
        }
        expect(taggedText(head, 'd')).not.toBe(taggedText(head, 'e'))
      }),
    )
  })

  it('is shown in a list without any of its secret', () => {
    expect(tokenLabel(HEAD)).toBe('asy_live_session_0ASel3…')
  })
})

describe('a token typed or copied wrongly', () => {
  it('is mistyped after any change of one character that stays in the alphabet', () => {
    fc.assert(
      fc.property(tokens, fc.nat(BODY_LENGTH - 1), fc.constantFrom(...BASE62_ALPHABET), (token, offset, character) => {
        const index = bodyStart(token) + offset
        fc.pre(token[index] !== character)
        expect(shapeOf(replaced(token, index, character))).toMatchObject({ shape: 'mistyped', part: 'checksum' })
      }),
      { numRuns: 2_000 },
    )
  })

  it('is mistyped after each of the 4,575 changes of one character of one token', () => {
    const changed = Array.from({ length: BODY_LENGTH }, (_, offset) => bodyStart(TOKEN) + offset).flatMap((index) =>
      [...BASE62_ALPHABET]
        .filter((character) => character !== TOKEN[index])
        .map((character) => replaced(TOKEN, index, character)),
    )
    expect(changed).toHaveLength(75 * 61)
    expect(changed.filter((text) => shapeOf(text).shape !== 'mistyped')).toEqual([])
  })

  it('is mistyped after every swap of two unequal neighbours, also where tag and checksum meet', () => {
    fc.assert(
      fc.property(tokens, (token) => {
        for (let index = bodyStart(token); index + 1 < token.length; index += 1) {
          const [left = '', right = ''] = [token[index], token[index + 1]]
          if (left === right) continue
          const swapped = token.slice(0, index) + right + left + token.slice(index + 2)
          expect(shapeOf(swapped)).toMatchObject({ shape: 'mistyped', part: 'checksum' })
        }
      }),
    )
  })

  it('is mistyped at every length it is cut to, down to the bare prefix', () => {
    fc.assert(
      fc.property(tokens, fc.nat(BODY_LENGTH - 1), (token, kept) => {
        const cut = token.slice(0, bodyStart(token) + kept)
        expect(shapeOf(cut)).toMatchObject({ shape: 'mistyped', part: 'length', length: cut.length })
      }),
    )
  })

  it('is mistyped when anything of the alphabet follows it or slips in', () => {
    const extra = fc.string({ unit: fc.constantFrom(...BASE62_ALPHABET), minLength: 1, maxLength: 80 })
    fc.assert(
      fc.property(tokens, extra, fc.nat(BODY_LENGTH), (token, more, offset) => {
        const index = bodyStart(token) + offset
        const longer = token.slice(0, index) + more + token.slice(index)
        expect(shapeOf(longer)).toMatchObject({ shape: 'mistyped', part: 'length', length: longer.length })
      }),
    )
  })

  it('is mistyped when its checksum fits another environment or kind', () => {
    fc.assert(
      fc.property(tokens, fc.constantFrom(...ENVIRONMENTS), fc.constantFrom(...KINDS), (token, environment, kind) => {
        const other = tokenPrefix({ environment, kind }) + token.slice(bodyStart(token))
        fc.pre(other !== token)
        expect(shapeOf(other)).toMatchObject({ shape: 'mistyped', part: 'checksum', environment, kind })
      }),
    )
  })

  it('still says for which environment and kind it was meant', () => {
    expect(shapeOf(TOKEN.slice(0, -1))).toEqual({
      shape: 'mistyped',
      part: 'length',
      length: TOKEN.length - 1,
      environment: 'live',
      kind: 'session',
    })
  })
})

describe('a string that is not one of our tokens', () => {
  it('is malformed when a character outside the alphabet stands in the body', () => {
    const outside = fc
      .string({ minLength: 1, maxLength: 1 })
      .filter((character) => !BASE62_ALPHABET.includes(character))
    fc.assert(
      fc.property(tokens, fc.nat(BODY_LENGTH - 1), outside, (token, offset, character) => {
        expect(shapeOf(replaced(token, bodyStart(token) + offset, character)).shape).toBe('malformed')
      }),
    )
  })

  it.each([' ', '\n', '\t', '\r\n', '\u00a0', '\u200b', '"', ','])('is malformed with %j around a token', (extra) => {
    expect(shapeOf(extra + TOKEN).shape).toBe('malformed')
    expect(shapeOf(TOKEN + extra).shape).toBe('malformed')
  })

  it('is malformed after any change inside the prefix that yields no prefix of ours', () => {
    const prefixLength = bodyStart(TOKEN)
    fc.assert(
      fc.property(fc.nat(prefixLength - 1), fc.constantFrom(...BASE62_ALPHABET, '_', '-'), (index, character) => {
        fc.pre(TOKEN[index] !== character)
        expect(shapeOf(replaced(TOKEN, index, character)).shape).toBe('malformed')
      }),
    )
  })

  it.each(['', 'asy', 'asy_', 'asy_live', 'asy_live_session', 'asy_prod_session_', 'asy_live_token_', 'ASY_LIVE_KEY_'])(
    'is malformed when it is only %j',
    (text) =>
      expect(parseToken(text)).toEqual({
        shape: { shape: 'malformed', length: text.length, looksLike: null },
        secret: null,
      }),
  )

  it.each([
    ['github_pat_11AAAA', 'github_pat_'],
    ['ghp_16C7e42F292c6912E7710c838347Ae178B4a', 'ghp_'],
    ['glpat-aaaa', 'glpat-'],
    ['sk_live_aaaa', 'sk_live_'],
    ['AKIAIOSFODNN7EXAMPLE', 'AKIA'],
    ['eyJhbGciOiJIUzI1NiJ9.e30.x', 'eyJ'],
    [`Bearer ${TOKEN}`, 'Bearer '],
  ])('tells whose %s looks like', (text, looksLike) => expect(shapeOf(text)).toMatchObject({ looksLike }))
})

describe('parsing', () => {
  it('is total and repeatable: every string has one shape', () => {
    const nearly = fc.tuple(
      fc.constantFrom('asy_live_key_', 'asy_test_once_', 'asy_', ''),
      fc.string({ unit: 'binary' }),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          nearly.map(([prefix, text]) => prefix + text),
        ),
        (text) => {
          const { shape, secret } = parseToken(text)
          expect(['malformed', 'mistyped', 'well_formed']).toContain(shape.shape)
          expect(secret !== null).toBe(shape.shape === 'well_formed')
          expect(parseToken(text)).toEqual({ shape, secret })
        },
      ),
    )
  })

  it('keeps nothing of a malformed string but its length and a public prefix', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const { shape } = parseToken(`ghp_${text}`)
        expect(shape).toEqual({ shape: 'malformed', length: text.length + 4, looksLike: 'ghp_' })
      }),
    )
  })

  it('keeps nothing of a mistyped token but its length, environment and kind', () => {
    fc.assert(
      fc.property(tokens, (token) => {
        const wrong = token.slice(0, -1)
        expect(Object.keys(shapeOf(wrong)).toSorted()).toEqual(['environment', 'kind', 'length', 'part', 'shape'])
        expect(parseToken(wrong).secret).toBeNull()
      }),
    )
  })

  it('never puts the secret into the shape', () => {
    fc.assert(
      fc.property(heads, secrets, tags, (head, secret, tag) => {
        expect(JSON.stringify(shapeOf(formatToken(head, secret, tag)))).not.toContain(secret)
      }),
    )
  })

  it('reads a megabyte of rubbish without a lookup or a long wait', () => {
    expect(shapeOf(`asy_live_key_${'a'.repeat(1_000_000)}`)).toMatchObject({ shape: 'mistyped', part: 'length' })
    expect(shapeOf('_'.repeat(1_000_000))).toMatchObject({ shape: 'malformed', length: 1_000_000 })
  })
})
