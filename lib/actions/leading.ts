import { redirect } from 'next/navigation'
import type { Outcome } from '@/lib/services/command'
import { type ActionResult, answerAction } from './action'
import { type FormAnswer, formOf, toFormAnswer } from './form-action'

/** Says where to go on to. */
export function goOn(path: string) {
  return { ok: true, value: path } as const
}

/**
 * A mutation that leads on to another page, for whoever is not signed in yet: `run` answers where to. What was sent is read
 * inside of it, so that whatever else was sent is answered, too; the redirect stands outside, because it travels as an error.
 */
export async function leadOn<C extends string>(
  run: (correlationId: string) => Promise<Outcome<string, C>>,
): Promise<ActionResult<never>> {
  const result = await answerAction(run)
  if (result.ok) redirect(result.value)
  return result
}

/** The same as the action of a form. */
export function leadingForm<C extends string>(
  run: (data: FormData, correlationId: string) => Promise<Outcome<string, C>>,
): (before: unknown, sent: unknown) => Promise<FormAnswer<null>> {
  return async (_before, sent) => toFormAnswer(await leadOn((correlationId) => run(formOf(sent), correlationId)))
}
