import { z } from 'zod'
import { KINDS, STATABLE_CAUSES } from '@/lib/core/credential'
import { STATES } from '@/lib/core/lifecycle'
import { Id, InstantInput, line, Note, WithinSeconds } from '../input-parts'

export const LIST_LIMIT_MAX = 200

/** Filters of a credential list; all combine. Absent means: not filtered. */
export const ListCredentialsInput = z.strictObject({
  kind: z.enum(KINDS),
  states: z.array(z.enum(STATES)).default([]),
  applicationIds: z.array(z.uuid()).default([]),
  subjectId: z.uuid().optional(),
  /** Beginning of a name, mail address or external id. */
  person: line(200).optional(),
  /** An address or a network in CIDR notation: last used from, or issued to. */
  network: z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]).optional(),
  usedWithinSeconds: WithinSeconds.optional(),
  issuedWithinSeconds: WithinSeconds.optional(),
  sort: z.enum(['used', 'issued']).default('issued'),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(LIST_LIMIT_MAX).default(50),
})

export const REVOKE_MAX = 500

export const RevokeInput = z.strictObject({
  credentialIds: z.array(Id).min(1).max(REVOKE_MAX),
  cause: z.enum(STATABLE_CAUSES).default('unspecified'),
  note: Note,
  /** Operators end the session they are using only when they say so. */
  includeOwnSession: z.boolean().default(false),
})

export const SuspendInput = z.strictObject({
  credentialId: Id,
  /** When it resumes by itself; left out, it waits to be resumed. */
  until: InstantInput.nullish(),
  note: Note,
})

export const ResumeInput = z.strictObject({ credentialId: Id, note: Note })
