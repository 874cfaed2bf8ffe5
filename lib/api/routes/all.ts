import type { Endpoint } from '../endpoint'
import { introspect } from './oauth'
import { verify } from './verify'

/** Every call that needs a service key, in the order the documentation shows them. */
export const ENDPOINTS: readonly Endpoint[] = [verify, introspect]
