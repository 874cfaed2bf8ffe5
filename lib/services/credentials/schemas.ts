import { z } from 'zod'
import { KINDS, STATABLE_CAUSES } from '@/lib/core/credential'
import { credentialFilter } from '../credential-filter'
import { Id, InstantInput, Note } from '../input-parts'

export const LIST_LIMIT_MAX = 200

/** A list is of one kind; its filters are those of `credentialFilter`. */
export const ListCredentialsInput = z.strictObject({
  ...credentialFilter,
  kind: z.enum(KINDS),
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
