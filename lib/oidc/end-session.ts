import * as openid from 'openid-client'
import type { OidcClient } from './client'

/** The address that ends the session at the issuer (RP-Initiated Logout 1.0); null where it has none. */
export function endSessionUrl(
  { config, metadata, settings }: OidcClient,
  { idToken, returnTo, state }: { idToken: string | null; returnTo: string; state?: string },
): URL | null {
  if (metadata.end_session_endpoint === undefined) return null
  return openid.buildEndSessionUrl(config, {
    client_id: settings.clientId,
    post_logout_redirect_uri: returnTo,
    ...(idToken !== null && { id_token_hint: idToken }),
    ...(state !== undefined && { state }),
  })
}
