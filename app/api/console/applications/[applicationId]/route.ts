import { readApplicationStory } from '@/app/(console)/applications/[applicationId]/_components/story'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute<unknown, { applicationId: string }>((context, { params }) =>
  readApplicationStory(context, params.applicationId),
)
