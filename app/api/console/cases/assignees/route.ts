import { consoleRoute } from '@/lib/auth/guard-route'
import { listAssignees } from '@/lib/services/cases/assignees'

export const GET = consoleRoute((context, { query }) =>
  listAssignees(context, { applicationId: query.get('application') || null }),
)
