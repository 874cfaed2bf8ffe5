import * as openid from 'openid-client'
import type { OidcClient } from './client'

/** Servers refuse a line of a request above 8 kB (nginx as installed); without the hint the client id says who asks. */
const HINT_LENGTH_MAX = 6_000

/** The address that ends the session at the issuer (RP-Initiated Logout 1.0); null where it has none. */
export function endSessionUrl(
  { config, metadata, settings }: OidcClient,
  { idToken, returnTo, state }: { idToken: string | null; returnTo: string; state?: string },
): URL | null {
  if (metadata.end_session_endpoint === undefined) return null
  return openid.buildEndSessionUrl(config, {
    client_id: settings.clientId,
    post_logout_redirect_uri: returnTo,
    ...(idToken !== null && idToken.length <= HINT_LENGTH_MAX && { id_token_hint: idToken }),
    ...(state !== undefined && { state }),
  })
}
