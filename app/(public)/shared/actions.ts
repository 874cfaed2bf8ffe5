'use server'

import { headers } from 'next/headers'
import { answerAction } from '@/lib/actions/action'
import { systemContext } from '@/lib/auth/operator-door'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import { openShare, type SharedExplanation } from '@/lib/services/shares/open'

export type Opened =
  | { readonly type: 'explanation'; readonly shared: SharedExplanation }
  /** Wrong, expired or revoked: these are the same to who asks. */
  | { readonly type: 'nothing' }
  | { readonly type: 'wait' }
  | { readonly type: 'failed' }

/** Reads what a link leads to. */
export async function openShared(token: string): Promise<Opened> {
  const result = await answerAction(async (correlationId) => {
    const context = systemContext(consoleServices(), sourceOf(await headers()).ip)
    return { ok: true as const, value: await openShare({ ...context, correlationId }, { token }) }
  })
  if (result.ok) return result.value === null ? { type: 'nothing' } : { type: 'explanation', shared: result.value }
  if (result.error.code === 'invalid_input') return { type: 'nothing' }
  return { type: result.error.code === 'too_many_attempts' ? 'wait' : 'failed' }
}
