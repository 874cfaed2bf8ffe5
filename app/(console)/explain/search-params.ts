import { createLoader, parseAsInteger, parseAsIsoDateTime, parseAsString } from 'nuqs/server'

/** What /explain can be asked in its URL. A token is never in one. */
export const loadExplainParams = createLoader({
  request: parseAsString,
  credential: parseAsString,
  /** A person, or an address or network (`from`), around `at`. */
  person: parseAsString,
  from: parseAsString,
  at: parseAsIsoDateTime,
  /** Minutes before and after. */
  within: parseAsInteger,
})
