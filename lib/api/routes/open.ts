import type { Keyring } from '@/lib/crypto/keyring'
import { keyFingerprint } from '@/lib/crypto/token'
import type { Config } from '@/lib/services/config-cache'
import type { Services } from '@/lib/services/context'
import { translateStoreFailure } from '@/lib/services/errors'
import { documentationPage } from '../documentation'
import type { Endpoint } from '../endpoint'
import { type OpenApiDocument, openApiDocument } from '../openapi'
import { Problem } from '../problems'
import type { Answer } from '../respond'

interface OpenRoute {
  readonly path: string
  readonly run: () => Answer | Promise<Answer>
}

/** The routes that need no service key. */
export function openRoutes(services: Services, issuer: string, endpoints: readonly Endpoint[]): OpenRoute[] {
  let known: OpenApiDocument | null = null
  const document = () => {
    known ??= openApiDocument(endpoints, issuer)
    return known
  }
  return [
    { path: '/health', run: () => ({ status: 200, body: { status: 'ok' } }) },
    { path: '/ready', run: () => readiness(services) },
    { path: '/openapi.json', run: () => ({ status: 200, body: document() }) },
    { path: '/docs', run: () => documentationPage(document()) },
    { path: '/.well-known/oauth-authorization-server', run: () => ({ status: 200, body: metadata(issuer) }) },
  ]
}

/** Ready means: the store answers, and every key it knows is here and the right one. */
async function readiness({ config, keyring }: Services): Promise<Answer> {
  let current: Config
  try {
    current = await config.current()
  } catch (error) {
    throw translateStoreFailure(error)
  }
  const wrong = wrongKeys(current, keyring)
  if (wrong.length === 0) return { status: 200, body: { status: 'ready' } }
  const detail = `Not the registered keys: ${wrong.join(', ')}. Give every process the same ASSAY_ISSUER_KEYS and ASSAY_PEPPERS.`
  throw new Problem('verifier-unavailable', detail, { headers: { 'retry-after': '5' } })
}

function wrongKeys(config: Config, { issuerKeys, peppers, currentIssuerKeyId, currentPepperVersion }: Keyring) {
  const differs = (registered: string | undefined, secret: Buffer | undefined) =>
    registered === undefined || secret === undefined || keyFingerprint(secret) !== registered
  const keyIds = [...new Set([...config.issuerKeys.keys(), currentIssuerKeyId])]
  const versions = [...new Set([...config.peppers.keys(), currentPepperVersion])]
  return [
    ...keyIds.filter((id) => differs(config.issuerKeys.get(id), issuerKeys.get(id))).map((id) => `issuer key ${id}`),
    ...versions.filter((each) => differs(config.peppers.get(each), peppers.get(each))).map((each) => `pepper ${each}`),
  ]
}

/** RFC 8414 section 2. There is no authorization and no token endpoint: nothing is granted here. */
function metadata(issuer: string) {
  return {
    issuer,
    introspection_endpoint: `${issuer}/oauth/introspect`,
    introspection_endpoint_auth_methods_supported: ['client_secret_basic'],
    revocation_endpoint: `${issuer}/oauth/revoke`,
    revocation_endpoint_auth_methods_supported: ['client_secret_basic'],
    response_types_supported: [],
    grant_types_supported: [],
    service_documentation: `${issuer}/docs`,
  }
}
