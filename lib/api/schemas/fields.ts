import { z } from 'zod'
import { normaliseAddress } from '@/lib/address'
import { CAUSES, KINDS, STATABLE_CAUSES } from '@/lib/core/credential'
import { STATES } from '@/lib/core/lifecycle'
import { REASONS } from '@/lib/core/reasons'
import { ExternalId, Scopes } from '@/lib/services/input-parts'

export const externalId = ExternalId.meta({
  description: 'The id under which your application knows this person or service.',
  example: 'user-4711',
})
export const scopes = Scopes.meta({ example: ['orders:read'] })

const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(9999, 11, 31)

/** RFC 3339 in; epoch milliseconds for the verbs. */
export const instant = z.iso
  .datetime({ offset: true, error: 'Write an instant such as 2026-11-22T08:00:00.000Z.' })
  .transform((value, context) => {
    const at = Date.parse(value)
    if (at >= EARLIEST && at <= LATEST) return at
    context.addIssue({ code: 'custom', message: 'Write an instant between 2000 and 9999.' })
    return z.NEVER
  })

/** RFC 3339 out, always UTC with milliseconds. */
export const timestamp = z.iso.datetime().meta({ example: '2026-11-22T08:00:00.000Z' })

/** An instant as RFC 3339 with milliseconds in UTC. */
export function formatTimestamp(at: number): string {
  return new Date(at).toISOString()
}

/** The same, for what may be absent. */
export function formatTimestampOrNull(at: number | null): string | null {
  return at === null ? null : formatTimestamp(at)
}

/** An address as the caller saw it, in its canonical form. */
export const address = z
  .string()
  .max(64)
  .transform((value, context) => {
    const normalised = normaliseAddress(value)
    if (normalised !== null) return normalised
    context.addIssue({ code: 'custom', message: 'Write one IPv4 or IPv6 address, without port or zone.' })
    return z.NEVER
  })

export const kind = z.enum(KINDS).meta({ id: 'Kind' })
export const reason = z.enum(REASONS).meta({ id: 'Reason', description: 'The closed catalogue of reasons.' })
export const state = z.enum(STATES).meta({ id: 'State' })
export const cause = z.enum(CAUSES).meta({ id: 'Cause', description: 'Why it was ended on purpose.' })
export const statableCause = z.enum(STATABLE_CAUSES).meta({ id: 'StatableCause' })

/** The id of a credential in a path; anything else is a credential that does not exist. */
export const credentialPath = z.object({ id: z.uuid('A credential id is a UUID.') })
export const subjectPath = z.object({ external_id: externalId })
