import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { credentialLive } from '@/db/schema/credential-live'
import { keyChange } from '@/db/schema/key-change'
import { entry } from '@/lib/audit/entry'
import type { CredentialRecord } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { command, refused, unchanged } from '../command'
import { type Actor, actorRow } from '../context'
import { type CredentialSummary, summarize } from '../credential-summary'
import { notFound, ServiceError } from '../errors'
import type { StoredCredential } from '../judge/read-records'
import { lockCredentials } from '../lock-credentials'
import type { Transaction } from '../transaction'
import { ChangeKeyInput } from './schemas'

type Refusal = 'wrong_kind' | 'ended'

/**
 * Changes what a key is called, whom to ask about it, its tags, where it is accepted from, and takes scopes away. What it was
 * is kept: a past instant is judged by the terms of then. Refused: `wrong_kind`, `ended`. Errors: `not_found`, `invalid_input`
 * for a scope it does not have: more of them need a new secret.
 */
export const changeKey = command({
  permission: 'keys.change',
  input: ChangeKeyInput,
  async run({ tx, actor, reach, now, input, services }) {
    const config = await services.config.within(tx)
    const [stored] = await lockCredentials(tx, config, [input.credentialId])
    if (stored === undefined || !reaches(reach, stored.record.applicationId)) throw notFound('key')
    const { record } = stored
    if (record.kind !== 'api_key') return refused<Refusal>('wrong_kind', 'Only API keys are changed.')
    if (summarize(stored, config, now).state === 'ended')
      return refused<Refusal>('ended', 'This key has ended. What it was stays as it is.')

    const before = detailsOf(stored)
    const after = { ...before, ...given(input) }
    refuseWidening(before.scopes, after.scopes)
    const changed = changedNames(before, after)
    if (changed.length === 0) return unchanged(summarize(stored, config, now))

    await store(tx, record, after, { now, actor })
    const { applicationId, subjectId } = record
    const target = { targetType: 'credential', targetId: record.id, applicationId, subjectId } as const
    const detail = { credentialId: record.id, before: pick(before, changed), after: pick(after, changed) }
    const result: CredentialSummary = summarize({ ...stored, ...after, record: { ...record, ...after } }, config, now)
    return { result, entries: [entry('key.changed', target, detail)] }
  },
})

interface Details {
  readonly name: string
  readonly purpose: string | null
  readonly contact: string | null
  readonly tags: readonly string[]
  readonly scopes: readonly string[]
  readonly allowedAddresses: readonly string[]
}

function detailsOf({ record, name, purpose, contact, tags }: StoredCredential): Details {
  const { scopes, allowedAddresses } = record
  return { name: name ?? '', purpose, contact, tags, scopes, allowedAddresses }
}

/** What the input says, without what it leaves out. */
function given({ credentialId: _id, ...input }: z.output<typeof ChangeKeyInput>): Partial<Details> {
  const purpose = input.purpose === '' ? null : input.purpose
  return Object.fromEntries(Object.entries({ ...input, purpose }).filter(([, value]) => value !== undefined))
}

function refuseWidening(had: readonly string[], wanted: readonly string[]): void {
  const fields = wanted.flatMap((scope, index) =>
    had.includes(scope)
      ? []
      : [{ pointer: `/scopes/${index}`, detail: `${scope} is not one of its scopes. Rotate the key to give it more.` }],
  )
  if (fields.length > 0)
    throw new ServiceError('invalid_input', 'A key keeps its secret only while its scopes become fewer.', { fields })
}

function changedNames(before: Details, after: Details): (keyof Details)[] {
  const names = Object.keys(before) as (keyof Details)[]
  return names.filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
}

function pick(details: Details, names: readonly (keyof Details)[]): Partial<Details> {
  return Object.fromEntries(names.map((name) => [name, details[name]]))
}

async function store(
  tx: Transaction,
  { id, formerTerms }: CredentialRecord,
  details: Details,
  { now, actor }: { readonly now: Instant; readonly actor: Actor },
): Promise<void> {
  const tags = [...details.tags]
  const terms = { scopes: [...details.scopes], allowedAddresses: [...details.allowedAddresses] }
  // The family is locked, so nobody else makes this version.
  const version = formerTerms.length + 2
  await tx
    .insert(keyChange)
    .values({ ...details, ...terms, tags, credentialId: id, version, at: now, ...actorRow(actor) })
  await tx
    .update(credentialLive)
    .set({ ...terms, tags })
    .where(eq(credentialLive.credentialId, id))
}
