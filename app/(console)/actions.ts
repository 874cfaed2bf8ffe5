'use server'

import type { z } from 'zod'
import { serverAction } from '@/lib/actions/action'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { type Found, find } from '@/lib/services/find/find'
import { explain } from '@/lib/services/tokens/explain'
import type { DescribedTokenInput } from '@/lib/services/tokens/schemas'

const runFind = serverAction<{ text: string }, Found[], never>(findOutcome)
const runExplain = serverAction(explain)

/** Looks a text up: in the body of a POST, because mail addresses and names do not belong into URLs. */
export async function findText(text: string) {
  return runFind({ text })
}

/** Explains a token by what the browser found out about it. */
export async function explainPastedToken(token: z.input<typeof DescribedTokenInput>) {
  return runExplain({ by: 'token', token })
}

async function findOutcome(context: Context, input: { text: string }): Promise<Outcome<Found[], never>> {
  return { ok: true, value: await find(context, input) }
}
