import { consoleRoute } from '@/lib/auth/guard-route'
import { searchSubjects } from '@/lib/services/subjects/search'

export const GET = consoleRoute((context, { query }) =>
  searchSubjects(context, { applicationId: query.get('application') ?? '', text: query.get('text') ?? '' }),
)
