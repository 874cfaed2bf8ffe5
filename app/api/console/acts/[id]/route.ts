import { consoleRoute } from '@/lib/auth/guard-route'
import { readAct } from '@/lib/services/acts/read'

export const GET = consoleRoute<unknown, { id: string }>((context, { params }) =>
  readAct(context, { actId: params.id }),
)
