import { randomBytes } from 'node:crypto'
import type { Role } from '@/lib/core/permissions'
import { createLog } from '@/lib/log'
import { settingsFor, startIssuer, type TestAccount } from '@/lib/oidc/testing-issuer'
import { createVisitor } from '@/lib/oidc/testing-issuer-pages'
import type { OperatorActor } from '@/lib/services/context'
import { createOperator } from '@/lib/services/operators/create-operator'
import { currentOperator } from '@/lib/services/operators/current-operator'
import type { SsoPurpose } from '@/lib/services/operators/sso/attempt'
import { saveSsoSettings } from '@/lib/services/operators/sso/settings'
import { testWorld } from '@/lib/services/testing'
import { systemContext } from './operator-door'
import { type Arrival, type Arrived, arrive, depart, type SsoSettings } from './single-sign-on'

export const PASSWORD = 'a quiet harbour in november'
const SOURCE = { ip: '198.51.100.7', userAgent: 'Firefox' }
const CONSOLE = 'http://localhost:3000'

type SettingsInput = Parameters<typeof saveSsoSettings>[1]

/** A world with a real issuer beside it, set up by an owner, and people who travel between the two. */
export async function ssoWorld() {
  const world = await testWorld()
  const issuer = await startIssuer({
    redirectUris: [`${CONSOLE}/api/sso/callback`],
    postLogoutRedirectUris: [`${CONSOLE}/sign-in`],
    backchannelLogoutUri: 'http://localhost:1/',
  })
  const owner = world.asOperator(await world.operator('owner'))
  const { log, logged } = listening()
  const settings: SsoSettings = { services: world.services.console, consoleUrl: CONSOLE, log }
  const given: SettingsInput = settingsFor(issuer)
  const visitor = createVisitor
  /** Goes to the issuer as somebody and comes back, up to the door. */
  const travel = async (account: string, { purpose = 'sign_in', sessionId = null, by = visitor() }: Journey = {}) => {
    const departure = await depart(settings, { purpose, sessionId, next: '/keys', loginHint: null })
    if (departure === null) throw new Error('Single sign-on is not set up')
    const callback = await by.signIn(departure.url, account)
    return { callback, key: departure.key, sessionToken: null, source: SOURCE } satisfies Arrival
  }
  return {
    ...world,
    issuer,
    settings,
    logged,
    owner,
    travel,
    /** Sets single sign-on up, with these changes. */
    async setUp(changes: Partial<SettingsInput> = {}): Promise<void> {
      const saved = await saveSsoSettings(owner, { ...given, ...changes })
      if (!saved.ok) throw new Error(saved.message)
    },
    /** Signs in as somebody, to the end. */
    signIn: async (account: string, journey: Journey & { sessionToken?: string } = {}) =>
      arrive(settings, { ...(await travel(account, journey)), sessionToken: journey.sessionToken ?? null }),
    /** Who this token belongs to. */
    async actorOf(token: string): Promise<OperatorActor> {
      const current = await currentOperator(world.services.console, { token, touch: false, ...SOURCE })
      if (current.state === 'signed_in') return current.operator
      throw new Error(current.state)
    },
    who: (token: string) => currentOperator(world.services.console, { token, touch: false, ...SOURCE }),
    /** Somebody new at the issuer. */
    person(account: TestAccount = {}): string {
      const subject = `person-${randomBytes(4).toString('hex')}`
      issuer.accounts.set(subject, { name: 'Mia Berg', email: `${subject}@example.org`, ...account })
      return subject
    },
    /** A local operator with a password. */
    async local(role: Role, email: string): Promise<string> {
      const draft = { name: 'Nora', email, password: PASSWORD, bindings: [{ role, applicationId: null }] }
      const made = await createOperator(systemContext(world.services.console, null), draft)
      if (!made.ok) throw new Error(made.message)
      return made.value.id
    },
  }
}

/** A log, and what was logged since it was last asked for. */
function listening() {
  let heard = ''
  const log = createLog((text) => {
    heard += text
  })
  const logged = () => {
    log.flush()
    const text = heard
    heard = ''
    return text
  }
  return { log, logged }
}

/** The token a browser holds once it has arrived. */
export function tokenOf(arrived: Arrived): string {
  if (arrived.state !== 'refused' && arrived.token !== null) return arrived.token
  throw new Error(JSON.stringify(arrived))
}

interface Journey {
  readonly purpose?: SsoPurpose
  readonly sessionId?: string | null
  readonly by?: ReturnType<typeof createVisitor>
}
