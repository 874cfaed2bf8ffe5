import { consoleRoute } from '@/lib/auth/guard-route'
import { countRootCauses } from '@/lib/services/cases/count-root-causes'

export const GET = consoleRoute((context) => countRootCauses(context, {}))
