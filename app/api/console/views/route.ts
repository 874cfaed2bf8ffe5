import { consoleRoute } from '@/lib/auth/guard-route'
import { listViews } from '@/lib/services/views/list'

export const GET = consoleRoute((context) => listViews(context, {}))
