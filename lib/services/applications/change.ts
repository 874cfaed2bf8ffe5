import { and, asc, eq, inArray, isNull } from 'drizzle-orm'
import { application } from '@/db/schema/application'
import { applicationOwner } from '@/db/schema/application-owner'
import { operator } from '@/db/schema/operator'
import { subject } from '@/db/schema/subject'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { command, unchanged } from '../command'
import { type Actor, actorRow } from '../context'
import { ServiceError } from '../errors'
import { readApplication } from '../service-key'
import type { Transaction } from '../transaction'
import { ChangeApplicationInput } from './schemas'

interface Facts {
  readonly name: string
  readonly signInUrl: string | null
  readonly owners: readonly string[]
}

/**
 * Renames an application, says where its people sign in, and who answers for it; what is left out stays. Its short name never
 * changes: tokens carry it. Errors: `not_found`, `invalid_input` for an owner who is no operator.
 */
export const changeApplication = command({
  permission: 'applications.change',
  input: ChangeApplicationInput,
  async run({ tx, actor, reach, now, input }) {
    const found = await readApplication(tx, reach, input.applicationId)
    const owners = await ownersOf(tx, found.id)
    const before: Facts = { name: found.name, signInUrl: found.signInUrl, owners: owners.map(({ name }) => name) }
    const wanted = input.ownerIds === undefined ? owners : await operatorsOf(tx, input.ownerIds)
    const after: Facts = {
      name: input.name ?? found.name,
      signInUrl: input.signInUrl === undefined ? found.signInUrl : input.signInUrl,
      owners: wanted.map(({ name }) => name),
    }
    const result = { id: found.id, ...after }
    if (same(before, after) && sameIds(owners, wanted)) return unchanged(result)
    await tx
      .update(application)
      .set({ name: after.name, signInUrl: after.signInUrl })
      .where(eq(application.id, found.id))
    // The service it calls as bears its name.
    await tx
      .update(subject)
      .set({ name: after.name, updatedAt: now })
      .where(eq(subject.representsApplicationId, found.id))
    await setOwners(tx, { actor, now, applicationId: found.id, operatorIds: wanted.map(({ id }) => id) })
    const target = { targetType: 'application', targetId: found.id, applicationId: found.id } as const
    return { result, entries: [entry('application.changed', target, { before, after })] }
  },
})

interface Owner {
  readonly id: string
  readonly name: string
}

const OWNER = { id: operator.id, name: operator.name }

function ownersOf(tx: Transaction, applicationId: string): Promise<Owner[]> {
  return tx
    .select(OWNER)
    .from(applicationOwner)
    .innerJoin(operator, eq(operator.id, applicationOwner.operatorId))
    .where(eq(applicationOwner.applicationId, applicationId))
    .orderBy(asc(operator.name), asc(operator.id))
}

async function operatorsOf(tx: Transaction, ids: readonly string[]): Promise<Owner[]> {
  if (ids.length === 0) return []
  const found = await tx
    .select(OWNER)
    .from(operator)
    .where(and(inArray(operator.id, [...ids]), isNull(operator.removedAt)))
    .orderBy(asc(operator.name), asc(operator.id))
  const known = new Set(found.map(({ id }) => id))
  const fields = ids.flatMap((id, index) =>
    known.has(id) ? [] : [{ pointer: `/ownerIds/${index}`, detail: 'There is no such operator. Choose another.' }],
  )
  if (fields.length > 0)
    throw new ServiceError('invalid_input', 'Only operators answer for an application.', { fields })
  return found
}

interface Setting {
  readonly actor: Actor
  readonly now: Instant
  readonly applicationId: string
  readonly operatorIds: readonly string[]
}

async function setOwners(tx: Transaction, { actor, now, applicationId, operatorIds }: Setting): Promise<void> {
  await tx.delete(applicationOwner).where(eq(applicationOwner.applicationId, applicationId))
  if (operatorIds.length === 0) return
  const rows = operatorIds.map((operatorId) => ({ applicationId, operatorId, addedAt: now, ...actorRow(actor) }))
  await tx.insert(applicationOwner).values(rows)
}

function same(before: Facts, after: Facts): boolean {
  return before.name === after.name && before.signInUrl === after.signInUrl
}

function sameIds(some: readonly Owner[], others: readonly Owner[]): boolean {
  return some.map(({ id }) => id).join() === others.map(({ id }) => id).join()
}
