import { consoleRoute } from '@/lib/auth/guard-route'
import { readHoldings } from '@/lib/services/subjects/read-holdings'

export const GET = consoleRoute<unknown, { subjectId: string }>((context, { params }) => readHoldings(context, params))
