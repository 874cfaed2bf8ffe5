import { consoleRoute } from '@/lib/auth/guard-route'
import { type AgeBucket, readAges } from '@/lib/services/policies/read-ages'

export const GET = consoleRoute<AgeBucket[], { id: string }>((context, { query, params }) =>
  readAges(context, {
    policyId: params.id,
    of: query.get('of') === 'absolute' ? 'absolute' : 'idle',
    untilSeconds: Number(query.get('until')),
  }),
)
