import { z } from 'zod'
import { STATABLE_CAUSES, SUBJECT_TYPES } from '@/lib/core/credential'
import { ExternalId, Id, line, Note, SubjectInput } from '../input-parts'

/** One subject: by its id, or by the name an application gave it. */
const reference = { subjectId: Id.optional(), externalId: ExternalId.optional() }

export const UpsertSubjectInput = SubjectInput

export const SubjectNoteInput = z.strictObject({ ...reference, note: Note })

export const EndAllInput = z.strictObject({
  ...reference,
  /** Operators may narrow it to one application; an application's cutoff always concerns itself alone. */
  applicationId: Id.optional(),
  cause: z.enum(STATABLE_CAUSES).default('unspecified'),
  note: Note,
})

export interface SubjectReference {
  readonly subjectId?: string | undefined
  readonly externalId?: string | undefined
}

/** Filters of the list of people and services; all combine. Absent means: not filtered. */
export const ListSubjectsInput = z.strictObject({
  /** Those known to one of these applications: of its directory and environment. */
  applicationIds: z.array(Id).max(100).default([]),
  type: z.enum(SUBJECT_TYPES).optional(),
  disabled: z.boolean().optional(),
  /** Whether anything of theirs is live. */
  live: z.boolean().optional(),
  /** Beginning of a name, mail address or external id. */
  text: line(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
