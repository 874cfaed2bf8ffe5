import { consoleRoute } from '@/lib/auth/guard-route'
import { readUsage, type Usage } from '@/lib/services/credentials/read-usage'

export const GET = consoleRoute<Usage, { id: string }>((context, { params }) =>
  readUsage(context, { credentialId: params.id }),
)
