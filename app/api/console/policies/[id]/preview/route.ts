import { consoleRoute } from '@/lib/auth/guard-route'
import { readLimitParameter } from '@/lib/queries/policies'
import { ServiceError } from '@/lib/services/errors'
import { type PolicyPreview, previewPolicyChange } from '@/lib/services/policies/preview-change'

export const GET = consoleRoute<PolicyPreview, { id: string }>((context, { query, params }) =>
  previewPolicyChange(context, {
    policyId: params.id,
    limits: {
      idleSeconds: limitIn(query, 'idle'),
      absoluteSeconds: limitIn(query, 'absolute'),
      // Rules for anything but keys have neither.
      overlapSecondsMax: query.has('overlap') ? limitIn(query, 'overlap') : null,
      rotateAfterSeconds: query.has('rotate') ? limitIn(query, 'rotate') : null,
    },
  }),
)

function limitIn(query: URLSearchParams, name: string): number | null {
  const read = readLimitParameter(query.get(name))
  if (read !== null) return read.seconds
  throw new ServiceError('invalid_input', 'A limit is whole seconds, or none.', {
    fields: [{ pointer: `/${name}`, detail: 'Write whole seconds, or none.' }],
  })
}
