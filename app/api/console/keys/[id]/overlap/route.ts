import { consoleRoute } from '@/lib/auth/guard-route'
import { type KeyOverlap, readOverlap } from '@/lib/services/keys/read-overlap'

export const GET = consoleRoute<KeyOverlap, { id: string }>((context, { params }) =>
  readOverlap(context, { credentialId: params.id }),
)
