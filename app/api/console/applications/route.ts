import { readApplicationChoices } from '@/app/(console)/_credential/applications'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context) => readApplicationChoices(context))
