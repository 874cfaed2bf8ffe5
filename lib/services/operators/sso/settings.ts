import { and, eq, isNotNull, notExists, sql } from 'drizzle-orm'
import { z } from 'zod'
import { disabling } from '@/db/schema/disabling'
import { operator, roleBinding } from '@/db/schema/operator'
import { ssoGroup, ssoProvider } from '@/db/schema/sso'
import { entry, type SsoSettingsShown } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { seal } from '@/lib/crypto/seal'
import { command, refused } from '../../command'
import type { Services } from '../../context'
import { ServiceError } from '../../errors'
import { lockOperators } from '../../lock-operators'
import { query } from '../../query'
import type { Reader, Transaction } from '../../transaction'
import { findProvider, type GroupMapping, readGroups, secretPlace } from './read-provider'
import { type SsoSettingsDraft, SsoSettingsInput } from './schemas'

/** The settings as an owner sees them. The secret is not among them: whether there is one. */
export interface SsoSettings extends SsoSettingsShown {
  readonly hasSecret: boolean
}

/** The settings, or null while there are none. */
export const readSsoSettings = query({
  permission: 'sso.read',
  input: z.strictObject({}),
  async run({ db }): Promise<SsoSettings | null> {
    return current(db)
  },
})

/**
 * Sets the issuer and what its groups are worth. A role taken from a group is gone from people at their next sign-in.
 * Outcome `nobody_left`: no owner could sign in while the issuer cannot be reached. Errors: `invalid_input`, by field.
 */
export const saveSsoSettings = command({
  permission: 'sso.manage',
  input: SsoSettingsInput,
  async run({ tx, now, input, services }) {
    await lockOperators(tx)
    await requireApplications(services, tx, input.groups)
    const before = await current(tx)
    if (!(input.enabled && input.passwordsAllowed) && !(await someOwnerHasPassword(tx)))
      return refused(
        'nobody_left',
        'No owner has a password, so nobody could sign in while the issuer fails. Let one owner set a password first.',
      )
    const known = await findProvider(tx)
    const id = known?.id ?? newId(now)
    const columns = { ...columnsOf(input), ...secretOf(services, id, input), updatedAt: now }
    if (known === null) await tx.insert(ssoProvider).values({ id, createdAt: now, ...columns })
    else await tx.update(ssoProvider).set(columns).where(eq(ssoProvider.id, id))
    await replaceGroups(tx, id, now, input.groups)
    const after = await current(tx)
    if (after === null) throw new Error('What was just saved is not there')
    const changed = entry(
      'sso.changed',
      { targetType: 'installation', targetId: null },
      { before: before && shown(before), after: shown(after), secretChanged: input.clientSecret !== undefined },
    )
    return { result: after, entries: [changed] }
  },
})

async function current(db: Reader): Promise<SsoSettings | null> {
  const row = await findProvider(db)
  if (row === null) return null
  const { issuer, label, clientId, scopes, groupsClaim, defaultRole, passwordsAllowed, enabled } = row
  const groups = await readGroups(db)
  const hasSecret = row.clientSecret !== null
  return { issuer, label, clientId, scopes, groupsClaim, groups, defaultRole, passwordsAllowed, enabled, hasSecret }
}

function shown({ hasSecret: _, ...rest }: SsoSettings): SsoSettingsShown {
  return rest
}

function columnsOf(input: SsoSettingsDraft) {
  const { issuer, label, clientId, scopes, groupsClaim, defaultRole, passwordsAllowed, enabled } = input
  return { issuer, label, clientId, scopes, groupsClaim, defaultRole, passwordsAllowed, enabled }
}

function secretOf({ keyring }: Services, id: string, { clientSecret }: SsoSettingsDraft) {
  if (clientSecret === undefined) return {}
  return { clientSecret: clientSecret === null ? null : seal(keyring, secretPlace(id), clientSecret) }
}

async function replaceGroups(tx: Transaction, providerId: string, now: number, groups: readonly GroupMapping[]) {
  await tx.delete(ssoGroup).where(eq(ssoGroup.providerId, providerId))
  const rows = new Map(groups.map((each) => [JSON.stringify([each.name, each.role, each.applicationId]), each]))
  if (rows.size > 0)
    await tx.insert(ssoGroup).values([...rows.values()].map((each) => ({ id: newId(now), providerId, ...each })))
}

async function requireApplications(services: Services, tx: Transaction, groups: readonly GroupMapping[]) {
  const { applications } = await services.config.within(tx)
  const fields = groups.flatMap(({ applicationId }, index) =>
    applicationId === null || applications.has(applicationId)
      ? []
      : [{ pointer: `/groups/${index}/applicationId`, detail: 'There is no such application.' }],
  )
  if (fields.length > 0)
    throw new ServiceError('invalid_input', 'A group names an application that is not there.', { fields })
}

/** Owners may use a password whatever is set: the way in when the issuer fails. */
async function someOwnerHasPassword(tx: Transaction): Promise<boolean> {
  const isDisabled = tx
    .select({ one: sql`1` })
    .from(disabling)
    .where(and(eq(disabling.targetId, operator.subjectId), sql`${disabling.untilAt} is null`))
  const found = await tx
    .select({ id: operator.id })
    .from(operator)
    .innerJoin(roleBinding, eq(roleBinding.operatorId, operator.id))
    .where(and(eq(roleBinding.role, 'owner'), isNotNull(operator.passwordHash), notExists(isDisabled)))
    .limit(1)
  return found.length > 0
}
