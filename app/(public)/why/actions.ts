'use server'

import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { type ActionError, answerAction } from '@/lib/actions/action'
import { formOf, textOf } from '@/lib/actions/form-action'
import { systemContext } from '@/lib/auth/operator-door'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import type { ReportProblem } from '@/lib/locale/guidance/page-words'
import { routes } from '@/lib/routes'
import { reportByCustomer } from '@/lib/services/cases/report'
import type { ReportState } from './report-state'

/** Sends what a reader of the page wrote. Works without script, like all of that page. */
export async function sendReport(_before: unknown, sent: FormData): Promise<ReportState> {
  const data = formOf(sent)
  const [requestId, language] = [textOf(data, 'reference'), textOf(data, 'language')]
  const typed = { text: textOf(data, 'text'), contact: textOf(data, 'contact') }
  const contact = typed.contact.trim() === '' ? null : typed.contact
  const result = await answerAction(async (correlationId) => {
    const context = systemContext(consoleServices(), sourceOf(await headers()).ip)
    await reportByCustomer({ ...context, correlationId }, { requestId, language, text: typed.text, contact })
    return { ok: true as const, value: undefined }
  })
  if (result.ok) redirect(routes.whyReported(requestId, { lang: language }))
  return { status: 'failed', problem: problemOf(result.error), typed }
}

function problemOf({ code, fields }: ActionError): ReportProblem {
  if (code === 'too_many_attempts') return 'too_many'
  if (fields.text !== undefined) return 'text'
  return fields.contact !== undefined ? 'contact' : 'failed'
}
