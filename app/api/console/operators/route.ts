import { readRoster } from '@/app/(console)/settings/operators/_components/roster'
import { consoleRoute } from '@/lib/auth/guard-route'

export const GET = consoleRoute((context, { query }) => readRoster(context, query.get('q') ?? ''))
