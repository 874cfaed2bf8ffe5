import { z } from 'zod'
import { NOTICE_KINDS, SUBJECT_NOTICES } from '@/lib/core/notice'
import { LANGUAGES } from '@/lib/locale/languages'
import { Id } from '../input-parts'
import { isMailAddress } from '../mail-address'

/** Everything but the test, which is sent when somebody asks for it. */
export const SWITCHABLE_NOTICES = NOTICE_KINDS.filter((kind) => kind !== 'mail_test')

export const ChangeMailInput = z.strictObject({
  enabled: z.boolean(),
  /** The notices that are not sent. */
  kindsOff: z.array(z.enum(SWITCHABLE_NOTICES)).transform((kinds) => [...new Set(kinds)]),
})

export const ChangeApplicationMailInput = z.strictObject({
  applicationId: Id,
  kindsOff: z.array(z.enum(SUBJECT_NOTICES)).transform((kinds) => [...new Set(kinds)]),
  replyTo: z
    .string()
    .trim()
    .refine((text) => text === '' || isMailAddress(text), 'Write one bare address, such as help@example.org.')
    .transform((text) => (text === '' ? null : text)),
  /** What its people are spoken to in where they ask for none; null for English. */
  language: z.enum(LANGUAGES).nullable(),
})
