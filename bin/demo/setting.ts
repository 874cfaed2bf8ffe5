import { randomBytes } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { subject } from '@/db/schema/subject'
import type { StatableCause } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Role } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { previewAct } from '@/lib/services/acts/preview'
import { runAct } from '@/lib/services/acts/run'
import { changeApplication } from '@/lib/services/applications/change'
import { createApplication } from '@/lib/services/applications/create'
import type { Context, OperatorActor, Services } from '@/lib/services/context'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { createOperator } from '@/lib/services/operators/create-operator'
import { createPolicy } from '@/lib/services/policies/create'
import { disableSubject } from '@/lib/services/subjects/disable'
import { contextOf, done } from './verbs'

/** What operators did in the demo's past. */
export interface Operators {
  readonly revoke: (credentialId: string, cause: StatableCause, note: string) => Promise<void>
  readonly disable: (externalId: string, note: string) => Promise<void>
  readonly endEverythingOf: (externalId: string, note: string) => Promise<void>
}

/** The stage of the demo: operators, applications with their service keys, and the rules they live under. */
export interface Setting {
  readonly operatorMails: Readonly<Record<string, string>>
  readonly password: string
  readonly storefrontKey: string
  readonly helpDeskKey: string
  readonly operators: Operators
  readonly support: OperatorActor
}

const DIRECTORY = 'customers'
const DANA = { name: 'Dana Ortiz', email: 'dana@example.com' }
/** Who else uses the console: one of each role. */
const OTHERS: Readonly<Record<Exclude<Role, 'owner'>, { name: string; email: string }>> = {
  administrator: { name: 'Alex Kim', email: 'alex@example.com' },
  operator: { name: 'Noor Haddad', email: 'noor@example.com' },
  support: { name: 'Sam Reyes', email: 'sam@example.com' },
  auditor: { name: 'Vera Lind', email: 'vera@example.com' },
}
const PIA = { name: 'Pia Costa', email: 'pia@example.com' }

/** Makes the setting at the instant the clock stands at. The password of all operators is new each time and only printed. */
export async function createSetting(services: Services, now: Instant, shopUrl: string): Promise<Setting> {
  const system = contextOf(services, { type: 'system', name: 'Assay' }, now)
  const password = randomBytes(15).toString('base64url')
  const hire = hiring(system, password, now)
  const dana = await hire(DANA, 'owner')
  const alex = await hire(OTHERS.administrator, 'administrator')
  const noor = await hire(OTHERS.operator, 'operator')
  const support = await hire(OTHERS.support, 'support')
  await hire(OTHERS.auditor, 'auditor')
  const asDana = () => contextOf(services, dana, now)
  const { storefront, helpDesk } = await connect(asDana, `${shopUrl}/sign-in`)
  const helpDeskOnly = { role: 'operator', applicationId: helpDesk.application.id } as const
  done(await createOperator(system, { ...PIA, password, bindings: [helpDeskOnly] }))
  done(await changeApplication(asDana(), { applicationId: storefront.application.id, ownerIds: [alex.id, noor.id] }))
  return {
    operatorMails: {
      Owner: DANA.email,
      Administrator: OTHERS.administrator.email,
      Operator: OTHERS.operator.email,
      'Operator of Help desk': PIA.email,
      Support: OTHERS.support.email,
      Auditor: OTHERS.auditor.email,
    },
    password,
    storefrontKey: storefront.token,
    helpDeskKey: helpDesk.token,
    operators: operatorsAs(services, asDana, () => contextOf(services, noor, now)),
    support,
  }
}

function hiring(system: Context, password: string, now: Instant) {
  return async (who: { name: string; email: string }, role: Role): Promise<OperatorActor> => {
    const bindings = [everywhere(role)]
    const made = done(await createOperator(system, { ...who, password, bindings }))
    // They are at it all the time, as far as the demo's past is concerned.
    const authenticatedAt = Number.MAX_SAFE_INTEGER
    return { type: 'operator', ...made, ...who, bindings, sessionId: newId(now), authenticatedAt }
  }
}

/** The two applications, each with a rule for its sessions. */
async function connect(asDana: () => Context, signInUrl: string) {
  const live = { environment: 'live', directory: DIRECTORY } as const
  const storefront = done(
    await createApplication(asDana(), { ...live, slug: 'storefront', name: 'Storefront', signInUrl }),
  )
  const helpDesk = done(
    await createApplication(asDana(), { ...live, slug: 'help-desk', name: 'Help desk', signInUrl: null }),
  )
  const rule = async ({ application: { id } }: { application: { id: string } }, limits: Limits, note: string | null) =>
    done(await createPolicy(asDana(), { applicationId: id, kind: 'session', limits, note }))
  await rule(storefront, { idleSeconds: 30 * 60, absoluteSeconds: 12 * 3_600 }, 'As agreed with the shop team')
  await rule(helpDesk, { idleSeconds: 20 * 60, absoluteSeconds: 8 * 3_600 }, null)
  return { storefront, helpDesk }
}

type Limits = { readonly idleSeconds: number; readonly absoluteSeconds: number }

function everywhere(role: Role) {
  return { role, applicationId: null }
}

function operatorsAs(services: Services, context: () => Context, onCall: () => Context): Operators {
  const subjectOf = async (externalId: string): Promise<string> => {
    const [found] = await services.db
      .select({ id: subject.id })
      .from(subject)
      .where(and(eq(subject.directory, DIRECTORY), eq(subject.externalId, externalId)))
    if (found === undefined) throw new Error(`Nobody in the demo is ${externalId}`)
    return found.id
  }
  return {
    async revoke(credentialId, cause, note) {
      done(await revokeCredentials(context(), { credentialIds: [credentialId], cause, note }))
    },
    async disable(externalId, note) {
      done(await disableSubject(context(), { subjectId: await subjectOf(externalId), note }))
    },
    async endEverythingOf(externalId, note) {
      const scope = { type: 'subject' as const, subjectId: await subjectOf(externalId) }
      const { act } = done(await previewAct(onCall(), { verb: 'end', scope }))
      const confirmation = String(act.total)
      done(await runAct(onCall(), { actId: act.id, cause: 'key_compromise', note, confirmation }))
    },
  }
}
