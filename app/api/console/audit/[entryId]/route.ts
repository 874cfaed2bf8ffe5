import { readAuditStory } from '@/app/(console)/audit/_components/rows'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute<unknown, { entryId: string }>((context, { params }) =>
  readAuditStory(context, params.entryId),
)
