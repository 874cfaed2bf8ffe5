import { z } from 'zod'
import { SUBJECT_TYPES } from '@/lib/core/credential'
import { Note, SubjectInput } from '@/lib/services/input-parts'
import type { SubjectView } from '@/lib/services/subjects/subject-view'
import { CredentialBody } from './credential'
import { statableCause, timestamp } from './fields'

const { type, name, email } = SubjectInput.shape

export const SubjectBody = z
  .strictObject({
    id: z.uuid(),
    external_id: z.string(),
    type: z.enum(SUBJECT_TYPES),
    name: z.string().nullable(),
    email: z.string().nullable(),
    disabled: z.boolean(),
  })
  .meta({ id: 'Subject' })

/** A subject on the wire. */
export function subjectBody({ externalId, ...subject }: SubjectView): z.input<typeof SubjectBody> {
  return { ...subject, external_id: externalId }
}

export const SubjectAnswer = z.strictObject({ subject: SubjectBody })

export const UpsertSubjectBody = z
  .strictObject({ type, name, email })
  .meta({ id: 'UpsertSubject', description: 'What is left out stays as it is.' })

export const EndAllBody = z
  .strictObject({ cause: statableCause.default('unspecified'), note: Note })
  .meta({ id: 'EndAll' })

export const EndAllAnswer = z
  .strictObject({
    cutoff: z.strictObject({ id: z.uuid(), at: timestamp }),
    affected: z.number().int().meta({ description: 'How many credentials were alive until then.' }),
  })
  .meta({ id: 'Cutoff' })

export const PageQuery = z.strictObject({
  cursor: z.string().max(200).optional().meta({ description: 'next_cursor of the page before.' }),
  limit: z.coerce.number('Write a number.').int().min(1).max(200).default(50),
})

export const CredentialPage = z
  .strictObject({ credentials: z.array(CredentialBody), next_cursor: z.string().nullable() })
  .meta({ id: 'CredentialPage' })
