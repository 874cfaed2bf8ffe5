import * as openid from 'openid-client'
import { monotonic, wallClock } from '@/lib/clock'
import type { Instant } from '@/lib/core/instant'
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch'
import { isLoopbackHost } from './network-zone'
import { OidcProblem } from './problem'
import { translateProblem } from './translate-problem'

/** What an issuer is configured with. The secret is in memory only. */
export interface IssuerSettings {
  readonly issuer: string
  readonly clientId: string
  /** Null for a public client: PKCE alone. */
  readonly clientSecret: string | null
}

/** Clocks may differ by this much, either way. */
export const LEEWAY_SECONDS = 60

/** What an issuer says of itself (OpenID Connect Discovery 1.0), with its keys as they were last fetched. */
interface Remembered {
  readonly metadata: openid.ServerMetadata
  readonly readAt: number
  keys: ReturnType<typeof openid.getJwksCache>
}

/** What openid-client needs for one exchange, at the instant the database calls now. */
export interface OidcClient {
  readonly config: openid.Configuration
  readonly metadata: openid.ServerMetadata
  readonly fetch: GuardedFetch
  readonly settings: IssuerSettings
  readonly now: Instant
  /** Keeps the keys that were fetched, so that the next sign-in does not fetch them again. */
  readonly keepKeys: () => void
}

/** Metadata is read again after this long: an issuer that moves an endpoint is followed within minutes. */
const METADATA_MILLISECONDS = 5 * 60_000
const REMEMBERED_MAX = 8

const remembered = new Map<string, Remembered>()

/**
 * A client of an issuer; `fresh` asks the issuer itself, whatever is remembered. Errors: OidcProblem `unreachable`,
 * `address_not_allowed`, `discovery_unreadable`, `issuer_differs`, `not_capable`.
 */
export async function openClient(settings: IssuerSettings, now: Instant, { fresh = false } = {}): Promise<OidcClient> {
  const fetch = createGuardedFetch(new URL(settings.issuer))
  const known = fresh ? undefined : remembered.get(settings.issuer)
  const current =
    known !== undefined && monotonic() - known.readAt < METADATA_MILLISECONDS ? known : await discover(settings, fetch)
  remember(settings.issuer, current)
  const config = configure(settings, current.metadata, fetch, now)
  if (current.keys !== undefined) openid.setJwksCache(config, current.keys)
  return {
    config,
    metadata: current.metadata,
    fetch,
    settings,
    now,
    keepKeys: () => {
      current.keys = openid.getJwksCache(config)
    },
  }
}

async function discover({ issuer, clientId }: IssuerSettings, fetch: GuardedFetch): Promise<Remembered> {
  const found = await openid
    .discovery(new URL(issuer), clientId, undefined, undefined, {
      ...plainIfLocal(issuer),
      [openid.customFetch]: fetch,
    })
    .catch((error) => {
      throw translateProblem(error, 'discovery_unreadable')
    })
  const metadata = found.serverMetadata()
  // openid-client accepts the shared issuers of some vendors; an identity needs one issuer, to the letter (Discovery 1.0 section 4.3).
  if (metadata.issuer !== issuer) throw new OidcProblem('issuer_differs', { found: metadata.issuer })
  requireCapable(metadata)
  return { metadata, readAt: monotonic(), keys: undefined }
}

/** The code flow, a token endpoint and published keys: without them nothing of ours works. */
function requireCapable(metadata: openid.ServerMetadata): void {
  const lacking = (['authorization_endpoint', 'token_endpoint', 'jwks_uri'] as const).find(
    (name) => typeof metadata[name] !== 'string',
  )
  if (lacking !== undefined) throw new OidcProblem('not_capable', { found: lacking })
  const types = metadata.response_types_supported
  if (types !== undefined && !types.includes('code'))
    throw new OidcProblem('not_capable', { found: 'response_type=code' })
}

function remember(issuer: string, current: Remembered): void {
  remembered.delete(issuer)
  remembered.set(issuer, current)
  for (const oldest of remembered.keys()) {
    if (remembered.size <= REMEMBERED_MAX) break
    remembered.delete(oldest)
  }
}

function configure(settings: IssuerSettings, metadata: openid.ServerMetadata, fetch: GuardedFetch, now: Instant) {
  const client = {
    [openid.clockTolerance]: LEEWAY_SECONDS,
    // The database's clock decides here as everywhere.
    [openid.clockSkew]: Math.round((now - wallClock()) / 1000),
  }
  const config = new openid.Configuration(metadata, settings.clientId, client, authentication(settings, metadata))
  config[openid.customFetch] = fetch
  config.timeout = 5
  for (const extension of plainIfLocal(settings.issuer).execute) extension(config)
  // The token endpoint speaks over TLS, which the specification lets stand for a signature. We check the signature all the same.
  openid.enableNonRepudiationChecks(config)
  return config
}

function authentication({ clientSecret }: IssuerSettings, metadata: openid.ServerMetadata): openid.ClientAuth {
  if (clientSecret === null) return openid.None()
  const methods = metadata.token_endpoint_auth_methods_supported
  const basic = methods === undefined || methods.includes('client_secret_basic')
  return basic ? openid.ClientSecretBasic(clientSecret) : openid.ClientSecretPost(clientSecret)
}

function plainIfLocal(issuer: string) {
  return { execute: isLoopbackHost(new URL(issuer).hostname) ? [openid.allowInsecureRequests] : [] }
}
