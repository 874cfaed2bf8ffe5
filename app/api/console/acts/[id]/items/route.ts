import { readActItemRows, shownOutcome } from '@/app/(console)/_acts/rows'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute<unknown, { id: string }>((context, { params, query }) =>
  readActItemRows(context, params.id, shownOutcome(query.get('outcome')), query.get('cursor')),
)
