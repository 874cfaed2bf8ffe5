import type { FormError } from '@/components/form/form-state'
import type { PolicyLimits } from '@/lib/core/policy'
import type { PolicyDetail } from '@/lib/services/policies/read'
import { change } from '../../actions'

export type Saving =
  | { readonly status: 'idle' }
  | { readonly status: 'failed'; readonly error: FormError; readonly fields?: Readonly<Record<string, string>> }
  /** Another version came first. */
  | { readonly status: 'overtaken'; readonly message: string }
  | { readonly status: 'done'; readonly version: number }

export const unsaved: Saving = { status: 'idle' }

interface Asked {
  readonly policy: PolicyDetail
  readonly limits: PolicyLimits
  readonly endings: number | null
  readonly note: string
}

/** Saves against the version that was looked at, with the number of endings that was announced. */
export async function saveLimits({ policy, limits, endings, note }: Asked): Promise<Saving> {
  const result = await change({
    policyId: policy.id,
    expectedVersion: policy.versions[0]?.version ?? 1,
    limits,
    note,
    previewedEndings: endings,
  })
  if (result.ok) return { status: 'done', version: result.value.version }
  const { code, message, fields, requestId } = result.error
  if (code === 'changed_meanwhile') return { status: 'overtaken', message }
  const details = Object.entries(fields).flatMap(([name, detail]) => (name.startsWith('limits') ? [detail] : []))
  const quoted = code === 'internal' || code === 'unavailable'
  return {
    status: 'failed',
    error: { message: [message, ...new Set(details)].join(' '), ...(quoted && { requestId }) },
    fields,
  }
}
