import { createLoader, parseAsIsoDateTime, parseAsString } from 'nuqs/server'

/** What /explain can be asked in its URL. A token is never in one. */
export const loadExplainParams = createLoader({
  request: parseAsString,
  credential: parseAsString,
  at: parseAsIsoDateTime,
})
