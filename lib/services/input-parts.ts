import { z } from 'zod'
import { SUBJECT_TYPES } from '@/lib/core/credential'
import { formatNetwork, isWhole, parseNetwork } from '@/lib/core/network'

/** Neither control characters nor halves of a pair (UTF-16): Postgres cannot store all, nobody can read any. */
export const READABLE = /^[^\p{Cc}\p{Cs}]*$/u

/** The same for a text of several lines. */
export const READABLE_LINES = /^(?:[^\p{Cc}\p{Cs}]|[\t\r\n])*$/u

/** The parts inputs are made of. */
export const line = (max: number) => z.string().trim().min(1).max(max).regex(READABLE, 'Leave out control characters.')

/** Any case comes in (RFC 9562 section 4); the one the store writes is compared. */
export const Id = z.uuid().toLowerCase()
/** A moment in epoch milliseconds; the last one a `Date` and Postgres agree on writing is far enough. */
export const InstantInput = z.number().int().min(0).max(253_402_300_799_999)
/** How far back a filter reaches; a century is as good as ever. */
export const WithinSeconds = z.number().int().positive().max(3_153_600_000)

/** Every instant the store can hold is within this of now. */
const SECONDS_MAX = 3_153_600_000

/** An instant, or so many seconds from the database's now; negative lies before it. */
const BoundInput = z.union([
  z.strictObject({ at: InstantInput }),
  z.strictObject({ inSeconds: z.number().int().min(-SECONDS_MAX).max(SECONDS_MAX) }),
])

/** A stretch of time, its beginning inclusive, its end exclusive, either side open; `never`: it did not or will not happen. */
export const TimeRangeInput = z.union([
  z.literal('never'),
  z.strictObject({ from: BoundInput.nullable(), to: BoundInput.nullable() }),
])

/** An address or a network in CIDR notation. */
export const Network = z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()])

/** Why it is done, in the operator's words. */
export const Note = z
  .string()
  .trim()
  .max(2_000)
  .regex(READABLE_LINES, 'Leave out control characters.')
  .transform((text) => (text === '' ? null : text))
  .nullish()
  .transform((text) => text ?? null)

export const ExternalId = line(200)
const Email = line(320).regex(/^[^\s@]+@[^\s@]+$/, 'This is not a mail address.')
export const Name = line(200)

/** What an application says of a person or service; what is left out stays as it is. */
export const SubjectInput = z.strictObject({
  externalId: ExternalId,
  type: z.enum(SUBJECT_TYPES).optional(),
  name: Name.nullish(),
  email: Email.nullish(),
})

/** Scopes in the alphabet of RFC 6749 section 3.3, without repetition. */
export const Scopes = z
  .array(
    z.string().regex(/^[\x21\x23-\x5b\x5d-\x7e]{1,100}$/, 'A scope is 1 to 100 printable characters without spaces.'),
  )
  .max(100)
  .transform((scopes) => [...new Set(scopes)])
  .default([])

export const TAGS_MAX = 10
/** Lower-case words, in alphabetical order and without repetition: two keys with the same tags look the same. */
export const Tags = z
  .array(
    z.string().regex(/^[a-z0-9](?:[a-z0-9-]{0,30}[a-z0-9])?$/, 'A tag is a lower-case word such as nightly or team-7.'),
  )
  .transform((tags) => [...new Set(tags)].sort())
  .refine((tags) => tags.length <= TAGS_MAX, `At most ${TAGS_MAX} tags.`)

export const ADDRESSES_MAX = 50
/** Addresses and networks in canonical text (RFC 5952), without repetition. Empty: no restriction. */
export const AddressList = z
  .array(z.string().max(64).transform(canonicalNetwork))
  .max(ADDRESSES_MAX, `At most ${ADDRESSES_MAX} addresses and networks.`)
  .transform((list) => [...new Set(list)])

function canonicalNetwork(text: string, context: z.RefinementCtx): string {
  const network = parseNetwork(text.trim())
  if (network !== null && isWhole(network)) return formatNetwork(network)
  const message =
    network === null
      ? 'Write an address or a network such as 203.0.113.7 or 203.0.113.0/24.'
      : `${text.trim()} is an address inside of a network. Write the network's first address, or leave its length away.`
  context.addIssue({ code: 'custom', message })
  return z.NEVER
}

/** The end user's side, as the application reports it. */
export const ReportedInput = z.strictObject({
  ip: z.union([z.ipv4(), z.ipv6()]).nullish(),
  userAgent: z.string().max(1_000).regex(READABLE, 'Leave out control characters.').nullish(),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'Two capital letters (ISO 3166-1).')
    .nullish(),
})

/** The reported side as the columns of an issue. */
export function reported(context: z.output<typeof ReportedInput> | undefined) {
  return {
    ip: context?.ip ?? null,
    userAgent: context?.userAgent ?? null,
    country: context?.country ?? null,
  }
}
