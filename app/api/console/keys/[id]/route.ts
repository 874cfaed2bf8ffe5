import { readCredentialStory } from '@/app/(console)/_credential/rows'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute<unknown, { id: string }>((context, { params }) =>
  readCredentialStory(context, params.id),
)
