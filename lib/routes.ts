import type { ListName } from '@/lib/core/lists'

/** What a list's URL may carry; empty values are left out. */
export type Query = Readonly<Record<string, string | number | readonly string[] | null | undefined>>

export type ExplainTarget =
  | { requestId: string }
  /** `at`: the instant to judge at, epoch milliseconds; now when absent. */
  | { credentialId: string; at?: number | undefined }
  /** What happened to a person around a moment, minutes before and after. */
  | { subjectId: string; at: number; within?: number | undefined }
  /** What came from an address or network around a moment. */
  | { address: string; at: number; within?: number | undefined }

/** Marks a request that nobody asked for by hand: it must not extend the operator's idle time. */
export const POLL_HEADER = 'x-assay-poll'

/** Every address of the console. Nothing else builds an href. */
export const routes = {
  find: () => '/',
  overview: () => '/overview',
  sessions: (query?: Query) => withQuery('/sessions', query),
  session: (id: string) => `/sessions/${segment(id)}`,
  keys: (query?: Query) => withQuery('/keys', query),
  key: (id: string) => `/keys/${segment(id)}`,
  refusals: (query?: Query) => withQuery('/refusals', query),
  cases: (query?: Query) => withQuery('/cases', query),
  case: (id: string) => `/cases/${segment(id)}`,
  /** The token stands behind the #: it is never sent with a request for the page. */
  shared: (token: string) => `/shared#${segment(token)}`,
  explain: (target: ExplainTarget) => withQuery('/explain', explainQuery(target)),
  people: (query?: Query) => withQuery('/people', query),
  person: (id: string) => `/people/${segment(id)}`,
  acts: () => '/acts',
  act: (id: string, query?: Query) => withQuery(`/acts/${segment(id)}`, query),
  policies: () => '/policies',
  policy: (id: string) => `/policies/${segment(id)}`,
  applications: () => '/applications',
  application: (id: string) => `/applications/${segment(id)}`,
  connectApplication: () => '/applications/new',
  audit: (query?: Query) => withQuery('/audit', query),
  /** Everybody's own: name, password, second factors. */
  settings: () => '/settings',
  ownSessions: () => '/settings/sessions',
  appearance: () => '/settings/appearance',
  singleSignOn: () => '/settings/single-sign-on',
  mailSettings: () => '/settings/mail',
  operators: (query?: Query) => withQuery('/settings/operators', query),
  operator: (id: string) => `/settings/operators/${segment(id)}`,
  /** Where a window ends in which the operator confirmed who they are. */
  confirmed: () => '/confirmed',
  signIn: ({ next, error }: { next?: string | undefined; error?: string } = {}) =>
    withQuery('/sign-in', { next, error }),
  secondFactor: ({ next }: { next?: string | undefined } = {}) => withQuery('/sign-in/second-factor', { next }),
  setUp: () => '/set-up',
  /** The token follows in the fragment. */
  recover: () => '/recover',
  /** Where somebody invited becomes an operator; the token follows in the fragment. */
  invitation: () => '/invitation',
  /** Where whoever forgot their password asks for a link. */
  forgotten: () => '/forgotten',
  /** Where somebody sets up the second factor that is demanded of them; they can do nothing else until then. */
  secondFactorDemanded: ({ next }: { next?: string | undefined } = {}) => withQuery('/second-factor', { next }),
  /** Public: why a request was refused, by its reference. */
  why: (reference: string, { lang, hash }: { lang?: string | undefined; hash?: string | undefined } = {}) =>
    `${withQuery(`/why/${segment(reference)}`, { lang })}${hash === undefined ? '' : `#${hash}`}`,
  /** Public: what a reader is told once their own report about a reference has arrived. */
  whyReported: (reference: string, { lang }: { lang?: string | undefined } = {}) =>
    withQuery(`/why/${segment(reference)}/reported`, { lang }),
  api: {
    sessions: (query?: Query) => withQuery('/api/console/sessions', query),
    session: (id: string) => `/api/console/sessions/${segment(id)}`,
    keys: (query?: Query) => withQuery('/api/console/keys', query),
    key: (id: string) => `/api/console/keys/${segment(id)}`,
    usage: (id: string) => `/api/console/credentials/${segment(id)}/usage`,
    overlap: (id: string) => `/api/console/keys/${segment(id)}/overlap`,
    refusals: (query?: Query) => withQuery('/api/console/refusals', query),
    overview: () => '/api/console/overview',
    cases: (query?: Query) => withQuery('/api/console/cases', query),
    case: (id: string) => `/api/console/cases/${segment(id)}`,
    rootCauses: () => '/api/console/cases/causes',
    assignees: (query?: Query) => withQuery('/api/console/cases/assignees', query),
    people: (query?: Query) => withQuery('/api/console/people', query),
    peopleSearch: (query?: Query) => withQuery('/api/console/people/search', query),
    person: (id: string) => `/api/console/people/${segment(id)}`,
    holdings: (id: string) => `/api/console/people/${segment(id)}/holdings`,
    acts: (query?: Query) => withQuery('/api/console/acts', query),
    act: (id: string) => `/api/console/acts/${segment(id)}`,
    actItems: (id: string, query?: Query) => withQuery(`/api/console/acts/${segment(id)}/items`, query),
    policyPreview: (id: string, query?: Query) => withQuery(`/api/console/policies/${segment(id)}/preview`, query),
    policyAges: (id: string, query?: Query) => withQuery(`/api/console/policies/${segment(id)}/ages`, query),
    applications: (query?: Query) => withQuery('/api/console/applications', query),
    application: (id: string) => `/api/console/applications/${segment(id)}`,
    operators: (query?: Query) => withQuery('/api/console/operators', query),
    operator: (id: string) => `/api/console/operators/${segment(id)}`,
    audit: (query?: Query) => withQuery('/api/console/audit', query),
    auditEntry: (id: string) => `/api/console/audit/${segment(id)}`,
    counts: () => '/api/console/counts',
    ssoCallback: () => '/api/sso/callback',
    ssoLogout: () => '/api/sso/backchannel-logout',
    views: () => '/api/console/views',
    export: (id: string) => `/api/console/exports/${segment(id)}`,
  },
} as const

export type NavigationId =
  | 'find'
  | 'overview'
  | 'sessions'
  | 'keys'
  | 'refusals'
  | 'cases'
  | 'people'
  | 'applications'
  | 'policies'
  | 'acts'
  | 'audit'
  | 'settings'

export type NavigationItem = {
  id: NavigationId
  label: string
  href: string
  /** Prefixes of the pages that belong to this item; the item itself is always one. */
  covers: readonly string[]
}

/** The rail, from top to bottom; each inner list is a group set apart by a gap. */
export const navigation: readonly (readonly NavigationItem[])[] = [
  [
    { id: 'find', label: 'Find', href: routes.find(), covers: ['/explain'] },
    { id: 'overview', label: 'Overview', href: routes.overview(), covers: [] },
  ],
  [
    { id: 'sessions', label: 'Sessions', href: routes.sessions(), covers: [] },
    { id: 'keys', label: 'API keys', href: routes.keys(), covers: [] },
    { id: 'refusals', label: 'Refusals', href: routes.refusals(), covers: [] },
    { id: 'cases', label: 'Cases', href: routes.cases(), covers: [] },
    { id: 'people', label: 'People', href: routes.people(), covers: [] },
  ],
  [
    { id: 'applications', label: 'Applications', href: routes.applications(), covers: [] },
    { id: 'policies', label: 'Policies', href: routes.policies(), covers: [] },
  ],
  [
    { id: 'acts', label: 'Acts', href: routes.acts(), covers: [] },
    { id: 'audit', label: 'Audit', href: routes.audit(), covers: [] },
    { id: 'settings', label: 'Settings', href: routes.settings(), covers: [] },
  ],
]

/** The pages of Settings, as its own bar shows them: what is one's own first, then what is everybody's. */
export const settingsPages: readonly { label: string; href: string }[] = [
  { label: 'Account', href: routes.settings() },
  { label: 'Sessions', href: routes.ownSessions() },
  { label: 'Operators', href: routes.operators() },
  { label: 'Single sign-on', href: routes.singleSignOn() },
  { label: 'Mail', href: routes.mailSettings() },
  { label: 'Appearance', href: routes.appearance() },
]

/** A list's address with a query part that was kept. */
export function listHref(list: ListName, search: string): string {
  return search === '' ? `/${list}` : `/${list}?${search}`
}

/** What a list is called in the rail. */
export function listLabel(list: ListName): string {
  return navigation.flat().find(({ id }) => id === list)?.label ?? list
}

/** Which item of the rail the given path belongs to. */
export function navigationOf(pathname: string): NavigationId | undefined {
  const items = navigation.flat()
  return items.find((item) => [item.href, ...item.covers].some((prefix) => isUnder(pathname, prefix)))?.id
}

/** Whether a path, with or without a query, is a page for people who are not operators: it speaks the reader's language. */
export function isPublicPath(path: string): boolean {
  return path.startsWith('/why/')
}

/** A `next` parameter that stays on this console, else the landing page: "//evil", "/\evil" and "/.//evil" leave the host. */
export function safeNext(next: string | null | undefined): string {
  return typeof next === 'string' && staysHere(next) ? next : routes.find()
}

/** A path of this console with what went wrong on the way there; its own query stays. */
export function withProblem(path: string, problem: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}sso=${encodeURIComponent(problem)}`
}

/** Dot segments fall away where a browser resolves the path, and what is left of "/.//evil" it resolves once more. */
function staysHere(next: string): boolean {
  if (!/^\/(?![/\\])[^\s\\]*$/.test(next) || !URL.canParse(next, ANY_HOST)) return false
  const { origin, pathname } = new URL(next, ANY_HOST)
  return origin === ANY_HOST && !pathname.startsWith('//')
}

const ANY_HOST = 'http://assay.invalid'

function explainQuery(target: ExplainTarget): Query {
  if ('requestId' in target) return { request: target.requestId }
  const at = target.at === undefined ? undefined : new Date(target.at).toISOString()
  if ('subjectId' in target) return { person: target.subjectId, at, within: target.within }
  if ('address' in target) return { from: target.address, at, within: target.within }
  return { credential: target.credentialId, at }
}

function withQuery(path: string, query: Query = {}): string {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    const text = Array.isArray(value) ? value.join(',') : String(value ?? '')
    if (text !== '') parameters.set(name, text)
  }
  const search = parameters.toString()
  return search === '' ? path : `${path}?${search}`
}

function segment(id: string): string {
  return encodeURIComponent(id)
}

function isUnder(pathname: string, prefix: string): boolean {
  return pathname === prefix || (prefix !== '/' && pathname.startsWith(`${prefix}/`))
}
