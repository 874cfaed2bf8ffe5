import { applicationsInput, loadApplicationsSearch } from '@/app/(console)/applications/search-params'
import { consoleRoute } from '@/lib/auth/guard-route'
import { browseApplications } from '@/lib/services/applications/browse'

export const GET = consoleRoute((context, { query }) =>
  browseApplications(context, applicationsInput(loadApplicationsSearch(query))),
)
