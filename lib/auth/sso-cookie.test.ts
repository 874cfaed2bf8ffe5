import { expect, test } from 'vitest'
import { newAttempt } from '@/lib/oidc/attempt'
import { packLuggage, ssoCookie, unpackLuggage } from './sso-cookie'

test('what a browser takes along to the issuer comes back whole, also where it is not known yet', () => {
  for (const device of ['', 'aZ09-_secret']) {
    const luggage = { key: newAttempt().key, device }
    expect(unpackLuggage(packLuggage(luggage))).toEqual(luggage)
  }
})

test.each([undefined, '', '.', 'short.device', `${'k'.repeat(43)}`, `${'k'.repeat(43)}.a b`, `${'k'.repeat(44)}.d`])(
  '%j is no luggage',
  (text) => {
    expect(unpackLuggage(text)).toBeNull()
  },
)

test('the cookie is out of the reach of scripts, and on https bound to this host', () => {
  expect(ssoCookie('https://assay.example.org')).toEqual({
    name: '__Host-assay.sso',
    options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
  })
})
