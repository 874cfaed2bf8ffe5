import { readPersonStory } from '@/app/(console)/people/[subjectId]/_components/story'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute<unknown, { subjectId: string }>((context, { params }) =>
  readPersonStory(context, params.subjectId),
)
