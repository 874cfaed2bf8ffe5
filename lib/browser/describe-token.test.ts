import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { ENVIRONMENTS, KINDS } from '@/lib/core/credential'
import { parseToken } from '@/lib/core/token'
import type { Keyring } from '@/lib/crypto/keyring'
import { checkTag, digestSecret, mintToken } from '@/lib/crypto/token'
import { describeToken } from './describe-token'

const keyring: Keyring = {
  issuerKeys: new Map([['0A', randomBytes(32)]]),
  currentIssuerKeyId: '0A',
  peppers: new Map([[1, randomBytes(32)]]),
  currentPepperVersion: 1,
}

describe('describing a pasted token', () => {
  afterEach(() => vi.unstubAllGlobals())

  it.each(ENVIRONMENTS.flatMap((environment) => KINDS.map((kind) => ({ environment, kind }))))(
    'is enough for the issuer to judge it: $environment $kind',
    ({ environment, kind }) => {
      const { token, head } = mintToken(keyring, environment, kind)
      const described = describeToken(token)
      expect(described).toMatchObject({ shape: 'well_formed', ...head })
      if (described.shape !== 'well_formed') throw new Error('not well formed')
      expect(described.secretDigestHex).toBe(digestSecret(parseToken(token).secret ?? '').toString('hex'))
      expect(checkTag(keyring, head, Buffer.from(described.secretDigestHex, 'hex'), described.tag)).toBe('genuine')
    },
  )

  it('carries no piece of the secret, in no encoding', () => {
    const { token } = mintToken(keyring, 'live', 'session')
    const secret = parseToken(token).secret ?? ''
    const out = JSON.stringify(describeToken(token))
    for (let start = 0; start + 6 <= secret.length; start += 1)
      expect(out).not.toContain(secret.slice(start, start + 6))
    expect(out).not.toContain(Buffer.from(secret).toString('base64').slice(0, 12))
    expect(out).not.toContain(Buffer.from(secret).toString('hex').slice(0, 12))
  })

  it('carries nothing of a text that is not well formed but its shape', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 12 }), (text) => {
        const { shape, ...rest } = describeToken(text)
        expect(shape).toBe('malformed')
        expect(Object.keys(rest).sort()).toEqual(['length', 'looksLike'])
      }),
    )
    const { token } = mintToken(keyring, 'live', 'api_key')
    expect(describeToken(token.slice(0, -3))).toEqual({
      shape: 'mistyped',
      part: 'length',
      length: token.length - 3,
      environment: 'live',
      kind: 'api_key',
    })
  })

  it('works where the page is served over plain http and crypto.subtle is missing', () => {
    vi.stubGlobal('crypto', { subtle: undefined })
    const { token } = mintToken(keyring, 'test', 'api_key')
    expect(describeToken(token).shape).toBe('well_formed')
  })

  it.each([
    ['as a header', (token: string) => `Authorization: Bearer ${token}`],
    ['as a bearer', (token: string) => `bearer ${token}`],
    ['as a cookie', (token: string) => `shop.session=${token};`],
    ['as a variable', (token: string) => `ASSAY_KEY="${token}"`],
    ['as a property', (token: string) => `token: '${token}',`],
    ['with white space around', (token: string) => `\n  ${token}\t`],
  ])('is found %s', (_, wrap) => {
    const { token } = mintToken(keyring, 'live', 'session')
    expect(describeToken(wrap(token))).toEqual(describeToken(token))
  })

  it('says whose it looks like when it is not ours', () => {
    expect(describeToken('ghp_0123456789')).toEqual({ shape: 'malformed', length: 14, looksLike: 'ghp_' })
  })
})
