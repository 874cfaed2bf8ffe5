import { credentialSearch } from '../_credential/search'

/** What the URL of the list of sessions may carry. */
export const loadSessionsSearch = credentialSearch('session')
