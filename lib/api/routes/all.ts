import type { Endpoint } from '../endpoint'
import { readCredential, resume, revoke, suspend } from './credentials'
import { changeKey, endOverlap, extendOverlap, issueKey, rotateKey } from './keys'
import { introspect, revokeToken } from './oauth'
import { issueSession } from './sessions'
import { disable, enable, endAll, listCredentials, upsert } from './subjects'
import { verify } from './verify'

/** Every call that needs a service key, in the order the documentation shows them. */
export const ENDPOINTS: readonly Endpoint[] = [
  verify,
  issueSession,
  issueKey,
  changeKey,
  rotateKey,
  extendOverlap,
  endOverlap,
  readCredential,
  revoke,
  suspend,
  resume,
  upsert,
  disable,
  enable,
  endAll,
  listCredentials,
  introspect,
  revokeToken,
]
