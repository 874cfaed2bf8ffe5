import { consoleRoute } from '@/lib/auth/guard-route'
import { readOperatorView } from '@/lib/services/operators/manage/list-operators'

export const GET = consoleRoute<unknown, { operatorId: string }>((context, { params }) =>
  readOperatorView(context, { operatorId: params.operatorId }),
)
