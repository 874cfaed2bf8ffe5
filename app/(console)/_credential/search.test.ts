import { describe, expect, it } from 'vitest'
import { searchKey, shownValues, writtenValue } from '@/components/credential/credential-filters'
import { credentialSearch, listInput } from './search'

const APPLICATION = '01a2019c-c206-76a4-bb13-176461918691'
const LIVE = ['active', 'ending_soon', 'pending', 'in_overlap', 'suspended']
const asked = (query: string) => listInput('session', credentialSearch('session')(new URLSearchParams(query)))

describe('the URL of a list of credentials', () => {
  it('asks for what is live, newest use first, unless it says otherwise', () =>
    expect(asked('')).toEqual({ kind: 'session', states: LIVE, applicationIds: [], devices: [], sort: 'used' }))

  it('finds tombstones by the state, alone or beside what lives', () => {
    expect(asked('state=ended').states).toEqual(['ended'])
    expect(asked('state=any').states).toEqual([])
  })

  it('combines every filter', () =>
    expect(
      asked(
        `application=${APPLICATION}&from=203.0.113.0/24&used=before-45d&begun=last-7d&person=ines&sort=issued` +
          '&used_from=192.0.2.1&begun_from=192.0.2.2&country=DE&device=windows,program&ends=2026-05-01T00:00Z..',
      ),
    ).toEqual({
      kind: 'session',
      states: LIVE,
      applicationIds: [APPLICATION],
      network: '203.0.113.0/24',
      usedNetwork: '192.0.2.1',
      issuedNetwork: '192.0.2.2',
      used: { from: null, to: { inSeconds: -45 * 86_400 } },
      issued: { from: { inSeconds: -604_800 }, to: null },
      ends: { from: { at: Date.UTC(2026, 4) }, to: null },
      country: 'DE',
      devices: ['windows', 'program'],
      person: 'ines',
      sort: 'issued',
    }))

  it.each([
    'application=storefront',
    'used=yesterday',
    'ends=next-45w',
    'device=fridge',
    'state=dead',
    'sort=name',
    'person=%20',
  ])('leaves out what cannot be meant: %s', (query) => expect(asked(query)).toEqual(asked('')))

  it('of keys asks for tags, a scope and an address list as well', () => {
    const keys = (query: string) => listInput('api_key', credentialSearch('api_key')(new URLSearchParams(query)))
    expect(keys('tag=Nightly,team-7%20ci&scope=orders:write&list=no')).toMatchObject({
      tags: ['nightly', 'team-7', 'ci'],
      scope: 'orders:write',
      hasAddressList: false,
    })
    expect(keys('tag=,&list=perhaps')).toEqual(keys(''))
  })

  it('never carries a token on: pasted into the filter for people, it is no filter', () =>
    expect(asked(`person=asy_live_session_0A${'x'.repeat(60)}`)).toEqual(asked('')))

  it('is read by page and browser under the same key', () => {
    const search = credentialSearch('session')(new URLSearchParams('state=ended&cursor=abc'))
    expect(searchKey('session', search)).toMatchObject({ state: 'ended', sort: 'used', person: null })
    expect(searchKey('session', search)).not.toHaveProperty('cursor')
  })
})

describe('the chip of the state', () => {
  it('says what is meant when nothing is set', () => {
    expect(shownValues({ state: null }).state).toBe('live')
    expect(shownValues({ state: 'ended' }).state).toBe('ended')
  })

  it('taken away asks for any state, and is then not shown', () => {
    expect(writtenValue('state', null)).toBe('any')
    expect(shownValues({ state: 'any' }).state).toBeNull()
  })

  it('leaves the URL clean where it says what the list shows by itself', () =>
    expect(writtenValue('state', 'live')).toBeNull())

  it('leaves other filters as they are', () => expect(writtenValue('person', null)).toBeNull())
})
