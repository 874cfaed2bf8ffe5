import { readApplicationChoices } from '@/app/(console)/_list/applications'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context) => readApplicationChoices(context))
