import { readOverviewStory } from '@/app/(console)/overview/_components/story'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context) => readOverviewStory(context))
