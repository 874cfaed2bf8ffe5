import { z } from 'zod'
import { STATABLE_CAUSES } from '@/lib/core/credential'
import { ExternalId, Id, Note, SubjectInput } from '../input-parts'

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
