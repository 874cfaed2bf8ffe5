import { consoleRoute } from '@/lib/auth/guard-route'
import { browseApplications } from '@/lib/services/applications/browse'

export const GET = consoleRoute((context) => browseApplications(context, {}))
