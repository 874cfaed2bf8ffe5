import { z } from 'zod'
import { LANGUAGES } from '@/lib/locale/languages'

export const locale = z.string().max(100).optional().meta({
  description:
    'The language of your end user (BCP 47), for `guidance` in a refusal. An Accept-Language header asks for it as well.',
  example: 'de-AT',
})

export const GuidanceBody = z
  .strictObject({
    title: z.string().meta({ example: 'You were away for a while' }),
    text: z.string().meta({ description: 'What happened and what to do next, for the holder of the token.' }),
    action: z.string().nullable().meta({ description: 'Words for one button; null where another person has to act.' }),
    action_url: z.url().nullable().meta({ description: 'Where it leads: the sign-in page of your application.' }),
    language: z.enum(LANGUAGES),
    help_url: z.url().optional().meta({ description: 'A public page that tells the same, by the request id.' }),
    report_url: z.url().optional().meta({ description: 'The same page, at the form that reports a problem.' }),
  })
  .meta({ id: 'Guidance', description: 'For your end user. No more than your service key may know.' })
export type GuidanceBody = z.input<typeof GuidanceBody>
