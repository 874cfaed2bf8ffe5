'use server'

import { headers } from 'next/headers'
import { answerAction } from '@/lib/actions/action'
import { type FormAnswer, formOf, textOf, toFormAnswer } from '@/lib/actions/form-action'
import { systemContext } from '@/lib/auth/operator-door'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import { askForLink } from '@/lib/services/operators/recovery/forgotten'

/** The work is done in a fraction of it: how long the answer takes must not tell which addresses are known. */
const ANSWERED_AFTER_MILLISECONDS = 700

/** Asks for a link to choose a new password. The answer is the same whoever is meant. */
export async function ask(_before: unknown, sent: FormData): Promise<FormAnswer<null>> {
  const [result] = await Promise.all([answerAction((correlationId) => asking(correlationId, formOf(sent))), pause()])
  return toFormAnswer(result)
}

async function asking(correlationId: string, data: FormData) {
  const context = systemContext(consoleServices(), sourceOf(await headers()).ip)
  await askForLink({ ...context, correlationId }, { email: textOf(data, 'email') })
  return { ok: true, value: null } as const
}

function pause(): Promise<void> {
  return new Promise((done) => setTimeout(done, ANSWERED_AFTER_MILLISECONDS))
}
