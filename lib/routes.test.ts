import { describe, expect, it } from 'vitest'
import { navigationOf, routes, safeNext } from './routes'

describe('routes', () => {
  it('builds every address of the console', () => {
    const { api, explain, signIn, secondFactor, ...pages } = routes
    const built = Object.entries({ ...pages, ...Object.fromEntries(prefixed(api)) }).map(([name, build]) => [
      name,
      (build as (id: string) => string)(needsId(name) ? 'an id/with?marks' : ''),
    ])
    expect(Object.fromEntries(built)).toMatchInlineSnapshot(`
      {
        "act": "/acts/an%20id%2Fwith%3Fmarks",
        "acts": "/acts",
        "api.act": "/api/console/acts/an%20id%2Fwith%3Fmarks",
        "api.actItems": "/api/console/acts/an%20id%2Fwith%3Fmarks/items",
        "api.acts": "/api/console/acts",
        "api.application": "/api/console/applications/an%20id%2Fwith%3Fmarks",
        "api.applications": "/api/console/applications",
        "api.assignees": "/api/console/cases/assignees",
        "api.audit": "/api/console/audit",
        "api.auditEntry": "/api/console/audit/an%20id%2Fwith%3Fmarks",
        "api.case": "/api/console/cases/an%20id%2Fwith%3Fmarks",
        "api.cases": "/api/console/cases",
        "api.counts": "/api/console/counts",
        "api.export": "/api/console/exports/",
        "api.holdings": "/api/console/people/an%20id%2Fwith%3Fmarks/holdings",
        "api.key": "/api/console/keys/an%20id%2Fwith%3Fmarks",
        "api.keys": "/api/console/keys",
        "api.operator": "/api/console/operators/",
        "api.operators": "/api/console/operators",
        "api.overlap": "/api/console/keys//overlap",
        "api.overview": "/api/console/overview",
        "api.people": "/api/console/people",
        "api.peopleSearch": "/api/console/people/search",
        "api.person": "/api/console/people/an%20id%2Fwith%3Fmarks",
        "api.policyAges": "/api/console/policies/an%20id%2Fwith%3Fmarks/ages",
        "api.policyPreview": "/api/console/policies/an%20id%2Fwith%3Fmarks/preview",
        "api.refusals": "/api/console/refusals",
        "api.rootCauses": "/api/console/cases/causes",
        "api.session": "/api/console/sessions/an%20id%2Fwith%3Fmarks",
        "api.sessions": "/api/console/sessions",
        "api.ssoCallback": "/api/sso/callback",
        "api.ssoLogout": "/api/sso/backchannel-logout",
        "api.usage": "/api/console/credentials//usage",
        "api.views": "/api/console/views",
        "appearance": "/settings/appearance",
        "application": "/applications/an%20id%2Fwith%3Fmarks",
        "applications": "/applications",
        "audit": "/audit",
        "case": "/cases/an%20id%2Fwith%3Fmarks",
        "cases": "/cases",
        "confirmed": "/confirmed",
        "connectApplication": "/applications/new",
        "find": "/",
        "forgotten": "/forgotten",
        "invitation": "/invitation",
        "key": "/keys/an%20id%2Fwith%3Fmarks",
        "keys": "/keys",
        "mailSettings": "/settings/mail",
        "operator": "/settings/operators/",
        "operators": "/settings/operators",
        "overview": "/overview",
        "ownSessions": "/settings/sessions",
        "people": "/people",
        "person": "/people/an%20id%2Fwith%3Fmarks",
        "policies": "/policies",
        "policy": "/policies/an%20id%2Fwith%3Fmarks",
        "recover": "/recover",
        "refusals": "/refusals",
        "secondFactorDemanded": "/second-factor",
        "session": "/sessions/an%20id%2Fwith%3Fmarks",
        "sessions": "/sessions",
        "setUp": "/set-up",
        "settings": "/settings",
        "shared": "/shared#",
        "singleSignOn": "/settings/single-sign-on",
        "why": "/why/an%20id%2Fwith%3Fmarks",
        "whyReported": "/why/an%20id%2Fwith%3Fmarks/reported",
      }
    `)
    expect(explain({ requestId: 'req_1' })).toBe('/explain?request=req_1')
    expect(explain({ credentialId: 'c1', at: 0 })).toBe('/explain?credential=c1&at=1970-01-01T00%3A00%3A00.000Z')
    expect(explain({ credentialId: 'c1' })).toBe('/explain?credential=c1')
    expect(routes.why('req_1', { lang: 'de', hash: 'report' })).toBe('/why/req_1?lang=de#report')
    expect(secondFactor({ next: '/keys' })).toBe('/sign-in/second-factor?next=%2Fkeys')
    expect(signIn()).toBe('/sign-in')
    expect(signIn({ next: '/sessions?state=active' })).toBe('/sign-in?next=%2Fsessions%3Fstate%3Dactive')
  })

  it('leaves empty filters out and joins lists with a comma', () => {
    expect(routes.sessions({ state: ['active', 'suspended'], application: null, text: '', from: undefined })).toBe(
      '/sessions?state=active%2Csuspended',
    )
  })

  it('marks the item a page belongs to', () => {
    expect(navigationOf('/')).toBe('find')
    expect(navigationOf('/explain')).toBe('find')
    expect(navigationOf('/people/7')).toBe('people')
    expect(navigationOf('/applications/new')).toBe('applications')
    expect(navigationOf('/sessions/7')).toBe('sessions')
    expect(navigationOf('/sessionsX')).toBeUndefined()
  })

  it.each([
    ['/sessions?open=7', '/sessions?open=7'],
    ['//evil.example', '/'],
    ['/\\evil.example', '/'],
    ['/\tevil', '/'],
    ['/.//evil.example', '/'],
    ['/keys/..//evil.example', '/'],
    ['/%2e//evil.example', '/'],
    ['/keys?next=//evil.example', '/keys?next=//evil.example'],
    ['https://evil.example', '/'],
    ['', '/'],
    [null, '/'],
  ])('never follows %j off this console', (next, expected) => {
    expect(safeNext(next)).toBe(expected)
  })
})

function needsId(name: string): boolean {
  return /^(api\.)?(session|key|refusal|case|person|policy|policyPreview|policyAges|why|whyReported|act|actItems|application|auditEntry|holdings)$/.test(
    name,
  )
}

function prefixed(api: typeof routes.api): [string, unknown][] {
  return Object.entries(api).map(([name, build]) => [`api.${name}`, build])
}
