import { consoleRoute } from '@/lib/auth/guard-route'
import { readCounts } from '@/lib/services/overview/read-counts'

export const GET = consoleRoute((context) => readCounts(context, {}))
