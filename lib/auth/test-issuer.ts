import { z } from 'zod'
import { LEEWAY_SECONDS, type OidcClient, openClient } from '@/lib/oidc/client'
import { fetchKeys } from '@/lib/oidc/keys'
import { OidcProblem } from '@/lib/oidc/problem'
import type { Outcome } from '@/lib/services/command'
import type { Context } from '@/lib/services/context'
import { IssuerInput } from '@/lib/services/operators/sso/schemas'
import { databaseNow, query } from '@/lib/services/query'
import { issuerProblemText } from './sso-text'

/** One thing about an issuer that was looked at. `warning`: it works, and something is worth knowing. */
export interface IssuerCheck {
  readonly name: string
  readonly state: 'passed' | 'failed' | 'warning' | 'not_reached'
  readonly detail: string
}

/** Only whoever may set an issuer may have this console ask one. */
const mayAsk = query({
  permission: 'sso.manage',
  input: z.strictObject({ issuer: IssuerInput, groupsClaim: z.string().max(100) }),
  run: async ({ input }) => input,
})

/**
 * Asks an issuer for its metadata and keys, and says of each part what was found. Nothing is stored, and nobody signs in: whether
 * the client id and its secret are right shows with the first sign-in. Errors: `forbidden`, `step_up_required`, `invalid_input`.
 */
export async function testIssuer(
  context: Context,
  raw: { issuer: string; groupsClaim: string },
): Promise<Outcome<readonly IssuerCheck[], never>> {
  const { issuer, groupsClaim } = await mayAsk(context, raw)
  const now = await databaseNow(context.services.db)
  try {
    const client = await openClient({ issuer, clientId: 'test', clientSecret: null }, now, { fresh: true })
    return { ok: true, value: [found(client), await keysOf(client), ...capabilities(client, groupsClaim)] }
  } catch (error) {
    if (!(error instanceof OidcProblem)) throw error
    return { ok: true, value: [{ name: DISCOVERY, state: 'failed', detail: issuerProblemText(error) }, ...NOT_REACHED] }
  }
}

const DISCOVERY = 'Discovery'
const KEYS = 'Keys'
const NOT_REACHED: readonly IssuerCheck[] = [KEYS, 'Sign-out', 'Groups'].map((name) => ({
  name,
  state: 'not_reached',
  detail: 'Not looked at.',
}))

function found({ metadata }: OidcClient): IssuerCheck {
  const methods = metadata.code_challenge_methods_supported
  if (methods !== undefined && !methods.includes('S256'))
    return {
      name: DISCOVERY,
      state: 'warning',
      detail: 'It says that it knows no PKCE with S256. We use it all the same.',
    }
  return { name: DISCOVERY, state: 'passed', detail: `It calls itself ${metadata.issuer}, as it should.` }
}

async function keysOf(client: OidcClient): Promise<IssuerCheck> {
  try {
    const { keys } = await fetchKeys(client)
    const usable = keys.filter(({ kty, use }) => ['RSA', 'EC', 'OKP'].includes(kty ?? '') && (use ?? 'sig') === 'sig')
    if (usable.length === 0) return { name: KEYS, state: 'failed', detail: 'None of its keys can check a signature.' }
    const plural = usable.length === 1 ? '1 key' : `${usable.length} keys`
    return {
      name: KEYS,
      state: 'passed',
      detail: `${plural} to check signatures with; clocks may differ by ${LEEWAY_SECONDS} s.`,
    }
  } catch (error) {
    if (error instanceof OidcProblem) return { name: KEYS, state: 'failed', detail: issuerProblemText(error) }
    throw error
  }
}

function capabilities({ metadata }: OidcClient, groupsClaim: string): IssuerCheck[] {
  const signOut = metadata.end_session_endpoint !== undefined
  const tells = metadata.backchannel_logout_supported === true
  const claims = metadata.claims_supported
  const named = claims === undefined || claims.includes(groupsClaim)
  return [
    {
      name: 'Sign-out',
      state: signOut && tells ? 'passed' : 'warning',
      detail: `${signOut ? 'Signing out here signs out there' : 'Signing out here leaves the session there'}; ${tells ? 'it tells us when a session there ends.' : 'it does not say that it tells us when a session there ends.'}`,
    },
    {
      name: 'Groups',
      state: named ? 'passed' : 'warning',
      detail: named
        ? `The claim ${groupsClaim} can be there; the first sign-in shows it.`
        : `It does not list the claim ${groupsClaim}. Without groups nobody has a role.`,
    },
  ]
}
