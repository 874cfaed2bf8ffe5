import { randomUUID } from 'node:crypto'
import type { createPool } from '@/db/client'
import { settingsFor, startIssuer, type TestClaims, type TestIssuer } from '@/lib/oidc/testing-issuer'
import { routes } from '@/lib/routes'
import { removeOperator } from '@/lib/services/operators/manage/remove-operator'
import { saveSsoSettings } from '@/lib/services/operators/sso/settings'
import { asSystem } from './as-system'
import type { Clock } from './fixtures'
import type { World } from './state'

/** A real issuer beside the world. It knows the console; the console does not know it yet. */
export function issuerBeside({ consoleUrl }: World): Promise<TestIssuer> {
  return startIssuer({
    redirectUris: [consoleUrl + routes.api.ssoCallback()],
    postLogoutRedirectUris: [consoleUrl + routes.signIn()],
    backchannelLogoutUri: consoleUrl + routes.api.ssoLogout(),
  })
}

/** Has the console take operators from the issuer, or not, whatever it did before. The group `oncall` makes operators. */
export async function trustIssuer(
  world: World,
  issuer: TestIssuer,
  changes: { enabled?: boolean; groups?: [] } = {},
): Promise<void> {
  const saved = await asSystem(world, (context) =>
    saveSsoSettings(context, {
      ...settingsFor(issuer),
      groups: [{ name: 'oncall', role: 'operator', applicationId: null }],
      ...changes,
    }),
  )
  if (!saved.ok) throw new Error(saved.message)
}

/** Single sign-on is off, and whoever came by this issuer is no operator any more: the world as it was. */
export async function leaveIssuer(
  world: World,
  owner: ReturnType<typeof createPool>,
  issuer: TestIssuer,
): Promise<void> {
  await issuer.close()
  await trustIssuer(world, issuer, { enabled: false, groups: [] })
  const { rows } = await owner.query<{ id: string }>(
    `select distinct operator.id from operator join operator_identity on operator_id = operator.id
      where issuer = $1 and removed_at is null`,
    [issuer.url],
  )
  for (const { id } of rows) {
    const removed = await asSystem(world, (context) => removeOperator(context, { operatorId: id, note: null }))
    if (!removed.ok) throw new Error(removed.message)
  }
}

/** Somebody new at the issuer, called like nobody else; answers the account they sign in to there. */
export function employ(issuer: TestIssuer, name: string, groups: readonly string[]): string {
  const account = `${name.toLowerCase().replace(' ', '.')}-${randomUUID().slice(0, 8)}`
  issuer.accounts.set(account, { name, email: `${account}@example.org`, groups })
  return account
}

/** How far the database's clock, which decides, is ahead of this machine's: other journeys have moved it. */
export async function secondsAhead(clock: Clock): Promise<number> {
  return Math.round(((await clock.now()) - Date.now()) / 1000)
}

/** Has the issuer's clock go with the database's. `forge` is what it then changes before it signs. */
export function keepTime(issuer: TestIssuer, clock: Clock, forge = (claims: TestClaims): TestClaims => claims): void {
  issuer.lies.idToken = async ({ claims, sign }) => {
    const ahead = await secondsAhead(clock)
    const later = (value: unknown) => Number(value) + ahead
    const { iat, exp, auth_time } = claims
    return sign(forge({ ...claims, iat: later(iat), exp: later(exp), auth_time: later(auth_time) }))
  }
}
