import { loadPeopleSearch, peopleInput } from '@/app/(console)/people/search-params'
import { consoleRoute } from '@/lib/auth/guard-route'
import { listSubjects } from '@/lib/services/subjects/list'

export const GET = consoleRoute((context, { query }) => listSubjects(context, peopleInput(loadPeopleSearch(query))))
