import { z } from 'zod'
import { CASE_STATES, ROOT_CAUSES } from '@/lib/core/case'
import { Id, InstantInput, line, Note, READABLE_LINES } from '../input-parts'

/** Several lines of plain words. */
export const words = (max: number, missing: string) =>
  z
    .string()
    .trim()
    .min(1, missing)
    .max(max, `At most ${max} characters.`)
    .regex(READABLE_LINES, 'Leave out control characters.')

/** What can be joined to a case. */
export const EvidenceInput = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('explanation'),
    of: z.discriminatedUnion('by', [
      z.strictObject({
        by: z.literal('request'),
        requestId: z.string().regex(/^req_[0-9A-Za-z]{22}$/, 'A reference is req_ and 22 letters and digits.'),
      }),
      z.strictObject({ by: z.literal('credential'), credentialId: Id, at: InstantInput.optional() }),
    ]),
  }),
  z.strictObject({ type: z.literal('refusal'), refusalId: Id }),
  z.strictObject({ type: z.literal('credential'), credentialId: Id }),
  z.strictObject({ type: z.literal('audit_entry'), entryId: Id }),
])
export type EvidenceAsked = z.output<typeof EvidenceInput>

export const OpenCaseInput = z.strictObject({
  subjectId: Id.nullish().transform((id) => id ?? null),
  /** Who it is, in words, where nobody was found. */
  who: line(200)
    .nullish()
    .transform((who) => who ?? null),
  saw: words(2_000, 'Say what they saw.'),
  happenedAt: InstantInput.nullish().transform((at) => at ?? null),
  applicationId: Id.nullish().transform((id) => id ?? null),
  evidence: z.array(EvidenceInput).max(10).default([]),
})

export const JoinEvidenceInput = z.strictObject({ caseId: Id, evidence: EvidenceInput })

export const WriteNoteInput = z.strictObject({
  caseId: Id,
  /** The note that is edited; a new one when left out. */
  noteId: Id.nullish().transform((id) => id ?? null),
  text: words(4_000, 'Write something.'),
})

export const AssignCaseInput = z.strictObject({ caseId: Id, assigneeId: Id.nullable() })

export const ResolveCaseInput = z
  .strictObject({
    caseId: Id,
    rootCause: z.enum(ROOT_CAUSES, 'Choose why it happened.'),
    rootCauseNote: Note,
    answer: words(2_000, 'Keep the sentence that was sent, or say that none was.'),
  })
  .refine(({ rootCause, rootCauseNote }) => rootCause !== 'other' || rootCauseNote !== null, {
    path: ['rootCauseNote'],
    message: 'Say in words what the cause was.',
  })

export const ReopenCaseInput = z.strictObject({ caseId: Id, note: words(2_000, 'Say why it is opened again.') })

export const ASSIGNED = ['me', 'nobody'] as const

export const ListCasesInput = z.strictObject({
  states: z.array(z.enum(CASE_STATES)).default([]),
  rootCauses: z.array(z.enum(ROOT_CAUSES)).default([]),
  applicationIds: z.array(Id).default([]),
  subjectId: Id.optional(),
  assigned: z.enum(ASSIGNED).optional(),
  /** Words of what they saw or of who it is. */
  text: line(200).optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
