import { credentialSearch } from '../_credential/search'

/** What the URL of the list of API keys may carry. */
export const loadKeysSearch = credentialSearch('api_key')
