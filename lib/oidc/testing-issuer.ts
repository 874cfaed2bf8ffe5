import { createServer } from 'node:http'
import { decodeJwt, exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose'
import Provider, { type Configuration, interactionPolicy, type KoaContextWithOIDC } from 'oidc-provider'
import { loginPage, logoutPage, readForm } from './testing-issuer-pages'

export interface TestAccount {
  readonly name?: string
  readonly email?: string
  readonly groups?: readonly string[]
}

export type TestClaims = { readonly [Name in keyof JWTPayload]: JWTPayload[Name] | undefined }

/** Signs again what the issuer signed, with its own key or another. */
export interface TokenForge {
  readonly claims: TestClaims
  /** Signs with the issuer's key, a key it never published, or not at all. */
  readonly sign: (claims: TestClaims, by?: 'issuer' | 'foreign' | 'nobody') => Promise<string>
}

export interface TestIssuerOptions {
  readonly port?: number
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris?: readonly string[]
  readonly backchannelLogoutUri?: string
}

export const TEST_CLIENT = { id: 'assay', secret: 'a-client-secret-known-to-the-test-issuer' } as const

export type TestIssuer = Awaited<ReturnType<typeof startIssuer>>

/** A real OpenID issuer on this machine: oidc-provider over http, with accounts that tests change while it runs. */
export async function startIssuer(options: TestIssuerOptions) {
  const accounts = new Map<string, TestAccount>()
  /** Changed by tests that need an issuer which lies. */
  const lies: { idToken: ((forge: TokenForge) => Promise<string>) | null; metadata: Record<string, unknown> | null } = {
    idToken: null,
    metadata: null,
  }
  const server = createServer()
  await new Promise<void>((listening) => server.listen(options.port ?? 0, 'localhost', listening))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The issuer has no port')
  const url = `http://localhost:${address.port}`
  const signer = await createSigner()
  const provider = new Provider(url, configuration(options, accounts, signer.privateJwk))
  provider.use(async (context: KoaContextWithOIDC, next) => {
    if (context.path.startsWith('/interaction/')) return interact(provider, accounts, context)
    // Browsers ask for an icon without being told, and complain about its absence.
    if (context.path === '/favicon.ico') {
      context.status = 204
      return
    }
    await next()
    await answerWithLies(context, lies, signer.sign)
  })
  server.on('request', provider.callback())
  return {
    url,
    accounts,
    lies,
    sign: signer.sign,
    /** Sends a real back-channel logout to the client, as when an administrator of the issuer ends a session. */
    async logOut(subject: string, sessionId: string | undefined): Promise<void> {
      const client = await provider.Client.find(TEST_CLIENT.id)
      const send: unknown = client && Reflect.get(client, 'backchannelLogout')
      if (typeof send === 'function') await send.call(client, subject, sessionId)
    },
    async close(): Promise<void> {
      server.closeAllConnections()
      await new Promise((closed) => server.close(closed))
    },
  }
}

function configuration(
  options: TestIssuerOptions,
  accounts: ReadonlyMap<string, TestAccount>,
  key: Record<string, unknown>,
): Configuration {
  return {
    clients: [
      {
        client_id: TEST_CLIENT.id,
        client_secret: TEST_CLIENT.secret,
        redirect_uris: [...options.redirectUris],
        post_logout_redirect_uris: [...(options.postLogoutRedirectUris ?? [])],
        grant_types: ['authorization_code', 'refresh_token'],
        ...(options.backchannelLogoutUri !== undefined && {
          backchannel_logout_uri: options.backchannelLogoutUri,
          backchannel_logout_session_required: true,
        }),
      },
    ],
    jwks: { keys: [key] },
    cookies: { keys: ['only for tests'] },
    claims: { openid: ['sub'], profile: ['name'], email: ['email', 'email_verified'], groups: ['groups'] },
    scopes: ['openid', 'profile', 'email', 'groups', 'offline_access'],
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      backchannelLogout: { enabled: true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource(context, form) {
          context.type = 'html'
          context.body = logoutPage(form)
        },
      },
    },
    interactions: { policy: asking(), url: (_context, { uid }) => `/interaction/${uid}` },
    findAccount(_context, subject) {
      const account = accounts.get(subject)
      if (account === undefined) return undefined
      return { accountId: subject, claims: async () => ({ sub: subject, ...account, email_verified: true }) }
    },
    // Nobody is asked to consent: the issuer of a company decides that for its people.
    async loadExistingGrant(context) {
      const { client, session, params, provider } = context.oidc
      if (client === undefined || session?.accountId === undefined) return undefined
      const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId })
      grant.addOIDCScope(String(params?.scope ?? 'openid'))
      await grant.save()
      return grant
    },
  }
}

/** Whoever was disabled while they had a session there is asked who they are, as by an issuer that ends its sessions then. */
function asking() {
  const prompts = interactionPolicy.base()
  const { Check } = interactionPolicy
  const gone = new Check('account_gone', 'The account of this session is gone', ({ oidc }) =>
    oidc.session?.accountId !== undefined && oidc.account === undefined
      ? Check.REQUEST_PROMPT
      : Check.NO_NEED_TO_PROMPT,
  )
  prompts.get('login')?.checks.add(gone)
  return prompts
}

/** The issuer's own sign-in page: a name, no password. Somebody who was disabled there is sent back with a refusal. */
async function interact(
  provider: Provider,
  accounts: ReadonlyMap<string, TestAccount>,
  context: KoaContextWithOIDC,
): Promise<void> {
  if (context.method !== 'POST') {
    context.type = 'html'
    context.body = loginPage(context.path)
    return
  }
  const account = (await readForm(context.req)).get('account') ?? ''
  const result = accounts.has(account)
    ? { login: { accountId: account } }
    : { error: 'access_denied', error_description: 'This account is disabled' }
  await provider.interactionFinished(context.req, context.res, result)
  context.respond = false
}

async function answerWithLies(
  context: KoaContextWithOIDC,
  lies: TestIssuer['lies'],
  sign: TokenForge['sign'],
): Promise<void> {
  const body: unknown = context.body
  if (typeof body !== 'object' || body === null) return
  if (context.path.endsWith('/openid-configuration') && lies.metadata !== null)
    context.body = { ...body, ...lies.metadata }
  const idToken: unknown = Reflect.get(body, 'id_token')
  if (context.path === '/token' && typeof idToken === 'string' && lies.idToken !== null)
    context.body = { ...body, id_token: await lies.idToken({ claims: decodeJwt(idToken), sign }) }
}

async function createSigner() {
  const own = await generateKeyPair('RS256', { extractable: true })
  const foreign = await generateKeyPair('RS256')
  const privateJwk = { ...(await exportJWK(own.privateKey)), kid: 'own', use: 'sig', alg: 'RS256' }
  const sign: TokenForge['sign'] = async (claims, by = 'issuer') => {
    const typ = claims.events === undefined ? 'JWT' : 'logout+jwt'
    if (by === 'nobody') {
      const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
      return `${part({ alg: 'none', typ })}.${part(claims)}.`
    }
    const key = by === 'issuer' ? own.privateKey : foreign.privateKey
    return new SignJWT(JSON.parse(JSON.stringify(claims)))
      .setProtectedHeader({ alg: 'RS256', kid: 'own', typ })
      .sign(key)
  }
  return { privateJwk, sign }
}

/** What single sign-on is told to take operators from the issuer; no group gives a role yet. */
export function settingsFor({ url }: Pick<TestIssuer, 'url'>) {
  return {
    issuer: url,
    label: 'Acme',
    clientId: TEST_CLIENT.id,
    clientSecret: TEST_CLIENT.secret,
    scopes: ['profile', 'email', 'groups'],
    groupsClaim: 'groups',
    groups: [],
    defaultRole: null,
    passwordsAllowed: true,
    enabled: true,
  }
}
