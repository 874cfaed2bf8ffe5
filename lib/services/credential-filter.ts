import { type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { KINDS } from '@/lib/core/credential'
import { SYSTEMS, type System } from '@/lib/core/device'
import type { Instant } from '@/lib/core/instant'
import { STATES, type State } from '@/lib/core/lifecycle'
import type { Reach } from '@/lib/core/permissions'
import { Id, line, Network, TAGS_MAX, TimeRangeInput } from './input-parts'
import { instantSql } from './instant-sql'
import { endingBefore, rules, stateIs } from './lapse-sql'
import { nameBegins, personalPattern, requireOpenNetwork } from './masked-search'
import type { Veil } from './masking'
import { withinReach } from './reach'

/**
 * What a user agent says it runs on; patterns of our own, so that nobody's text becomes one. Not regular expressions: where hardly
 * anything matches every live row is looked at, and these take a tenth of the time.
 */
const SYSTEM_PATTERNS: Readonly<Record<Exclude<System, 'program'>, readonly string[]>> = {
  windows: ['%Windows%'],
  macos: ['%Macintosh%'],
  iphone: ['%iPhone%', '%iPad%', '%iPod%'],
  android: ['%Android%'],
  linux: ['%X11%', '%Linux x86_64%'],
}

/** What lists and acts select credentials by. All combine; absent means: not filtered. */
export const credentialFilter = {
  kind: z.enum(KINDS).optional(),
  states: z.array(z.enum(STATES)).default([]),
  applicationIds: z.array(Id).default([]),
  subjectId: Id.optional(),
  /** Beginning of a name, mail address or external id. */
  person: line(200).optional(),
  /** An address or a network in CIDR notation: last used from, or issued to. */
  network: Network.optional(),
  usedNetwork: Network.optional(),
  issuedNetwork: Network.optional(),
  /** `never`: has not been used since it was issued. */
  used: TimeRangeInput.optional(),
  issued: TimeRangeInput.optional(),
  /** When a limit ends it, or when it ended; `never`: nothing will end it by itself. */
  ends: TimeRangeInput.optional(),
  /** Where it was issued, as the application reported it (ISO 3166-1). */
  country: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[A-Z]{2}$/, 'Two letters, such as DE.')
    .optional(),
  devices: z.array(z.enum(SYSTEMS)).default([]),
  /** Carries all of these. */
  tags: z.array(line(32)).max(TAGS_MAX).default([]),
  /** Was granted this one. */
  scope: line(100).optional(),
  /** Whether it is accepted from some addresses only. */
  hasAddressList: z.boolean().optional(),
}

const Filter = z.object(credentialFilter)
/** What is asked for, by somebody who reaches and sees so far. */
export type CredentialFilter = z.output<typeof Filter> & {
  readonly reach: Reach
  readonly veil: Veil
}

/** Live rows under the alias `live` with what `matchesLive` asks of them, and nothing it does not: a join costs every row. */
export function liveRows(filter: CredentialFilter, now: Instant): SQL {
  const { person, ends } = filter
  const subject = person === undefined ? sql`` : sql`join subject on subject.id = live.subject_id`
  const bounds = ends === undefined ? [] : boundsOf(ends, now).map(({ join }) => join)
  return sql`credential_live live ${sql.join([subject, rules(now), ...bounds], sql` `)}`
}

/** Live rows as `liveRows` joins them. */
export function matchesLive(filter: CredentialFilter, now: Instant): SQL {
  const made = (condition: SQL) =>
    sql`exists (select from credential made where made.id = live.credential_id and ${condition})`
  return allOf([
    filter.states.length === 0 ? null : stateIs(filter.states satisfies readonly State[], now),
    ...shared(filter, now, { side: sql`live`, issuedAt: sql`live.issued_at` }),
    filter.ends === undefined ? null : endsWithin(filter.ends, now),
    ...networks(filter, { used: sql`live.last_used_ip`, issued: sql`live.created_ip` }),
    filter.scope === undefined ? null : sql`live.scopes @> array[${filter.scope}]::text[]`,
    filter.country === undefined ? null : made(sql`made.created_country = ${filter.country}`),
  ])
}

/** Tombstones under the alias `gone`, with `made` (credential) and `subject` joined. */
export function matchesEnded(filter: CredentialFilter, now: Instant): SQL {
  return allOf([
    ...shared(filter, now, { side: sql`gone`, issuedAt: sql`made.issued_at` }),
    filter.ends === undefined ? null : within(filter.ends, sql`gone.ended_at`, now),
    ...networks(filter, { used: sql`gone.last_used_ip`, issued: sql`made.created_ip` }),
    filter.scope === undefined ? null : sql`made.scopes @> array[${filter.scope}]::text[]`,
    filter.country === undefined ? null : sql`made.created_country = ${filter.country}`,
  ])
}

interface Side {
  readonly side: SQL
  readonly issuedAt: SQL
}

function shared(filter: CredentialFilter, now: Instant, { side, issuedAt }: Side): (SQL | null)[] {
  return [
    withinReach(filter.reach, sql`${side}.application_id`) ?? null,
    filter.kind === undefined ? null : sql`${side}.kind = ${filter.kind}`,
    filter.applicationIds.length === 0
      ? null
      : sql`${side}.application_id = any(${sql.param(filter.applicationIds)}::uuid[])`,
    filter.subjectId === undefined ? null : sql`${side}.subject_id = ${filter.subjectId}`,
    filter.person === undefined ? null : personMatches(filter.person, filter.veil),
    filter.used === undefined ? null : usedWithin(filter.used, side, now),
    filter.issued === undefined ? null : within(filter.issued, issuedAt, now),
    filter.tags.length === 0 ? null : sql`${side}.tags @> ${sql.param(filter.tags)}::text[]`,
    filter.hasAddressList === undefined ? null : listed(side, filter.hasAddressList),
    filter.devices.length === 0 ? null : deviceIs(filter.devices, sql`${side}.last_used_user_agent`),
  ]
}

/**
 * Names and mail addresses match whatever their case; an external id is spelled as its application spells it. To whom mail is
 * masked only a whole one matches: beginnings would spell it out letter by letter.
 */
function personMatches(text: string, veil: Veil): SQL {
  const pattern = (wanted: string) => personalPattern(veil, wanted)
  return sql`(lower(subject.email) COLLATE "C" like ${pattern(text.toLowerCase())}
    or ${nameBegins(veil, sql`subject.name`, text)} or subject.external_id like ${pattern(text)})`
}

function networks(filter: CredentialFilter, { used, issued }: { used: SQL; issued: SQL }): (SQL | null)[] {
  const inside = (column: SQL, network: string) => sql`${column} <<= ${network}::inet`
  const { network, usedNetwork, issuedNetwork } = filter
  for (const [name, asked] of Object.entries({ network, usedNetwork, issuedNetwork }))
    if (asked !== undefined) requireOpenNetwork(filter, asked, `/${name}`)
  return [
    network === undefined ? null : sql`(${inside(used, network)} or ${inside(issued, network)})`,
    usedNetwork === undefined ? null : inside(used, usedNetwork),
    issuedNetwork === undefined ? null : inside(issued, issuedNetwork),
  ]
}

/** Spelled as the partial index is. */
function listed(side: SQL, isListed: boolean): SQL {
  return isListed ? sql`${side}.allowed_addresses <> '{}'` : sql`${side}.allowed_addresses = '{}'`
}

type Range = NonNullable<CredentialFilter['used']>

function usedWithin(range: Range, side: SQL, now: Instant): SQL {
  return range === 'never' ? sql`${side}.use_count = 0` : within(range, sql`${side}.last_used_at`, now)
}

function within(range: Range, column: SQL, now: Instant): SQL {
  if (range === 'never') return sql`${column} is null`
  return allOf([
    range.from === null ? null : sql`${column} >= ${instantSql(instantOf(range.from, now))}`,
    range.to === null ? null : sql`${column} < ${instantSql(instantOf(range.to, now))}`,
  ])
}

type Bound = NonNullable<Exclude<Range, 'never'>['from']>

function instantOf(bound: Bound, now: Instant): Instant {
  return 'at' in bound ? bound.at : now + bound.inSeconds * 1_000
}

/** Whether a limit ends a live row before the first bound, and before the second; beyond any bound lies "ever". */
function boundsOf(range: Range, now: Instant) {
  const at = (bound: Bound | null | undefined) => (bound == null ? null : instantOf(bound, now))
  const before = endingBefore('ends_before', range === 'never' ? null : at(range.to))
  return range === 'never' || range.from === null ? [before] : [before, endingBefore('ends_earlier', at(range.from))]
}

function endsWithin(range: Range, now: Instant): SQL {
  const [before, earlier] = boundsOf(range, now)
  if (before === undefined) return sql`true`
  if (range === 'never') return sql`not ${before.condition}`
  return earlier === undefined ? before.condition : sql`(${before.condition} and not ${earlier.condition})`
}

function deviceIs(devices: readonly System[], userAgent: SQL): SQL {
  const patterns = devices.flatMap((device) => (device === 'program' ? [] : SYSTEM_PATTERNS[device]))
  const saysSo = sql`${userAgent} like any (${sql.param(patterns)}::text[])`
  return devices.includes('program') ? sql`(${userAgent} not like 'Mozilla/%' or ${saysSo})` : saysSo
}

function allOf(conditions: readonly (SQL | null)[]): SQL {
  const given = conditions.filter((condition) => condition !== null)
  return given.length === 0 ? sql`true` : sql.join(given, sql` and `)
}
