import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import { family } from '@/db/schema/family'
import type { Environment, Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { tokenLabel } from '@/lib/core/token'
import { newId } from '@/lib/crypto/id'
import { mintToken } from '@/lib/crypto/token'
import { type Actor, actorRow, type Services } from './context'
import type { Transaction } from './transaction'

/** Everything that is decided at issue and never changes after. */
export interface IssueDraft {
  readonly environment: Environment
  readonly kind: Kind
  readonly applicationId: string
  readonly subjectId: string
  readonly scopes: readonly string[]
  readonly name: string | null
  readonly purpose: string | null
  /** Only keys have these three: left out, there are none. */
  readonly contact?: string | null
  readonly tags?: readonly string[]
  readonly allowedAddresses?: readonly string[]
  readonly authMethod: string | null
  readonly notBefore: Instant | null
  readonly expiresAt: Instant | null
  readonly ip: string | null
  readonly country: string | null
  readonly userAgent: string | null
  /** Set when it succeeds another of the same family; otherwise a family begins. */
  readonly succeeds: {
    readonly credentialId: string
    readonly familyId: string
    readonly generation: number
    readonly signedInAt: Instant
  } | null
}

/** A credential just issued. `token` is shown once; nothing stored can make it again. */
export interface Issued {
  readonly id: string
  readonly token: string
  readonly label: string
  readonly familyId: string
  readonly generation: number
}

/** What the entry of a key keeps of it. */
export function issuedDetail(credentialId: string, draft: IssueDraft) {
  const { name, contact = null, tags = [], scopes, allowedAddresses = [], expiresAt } = draft
  return { credentialId, name: name ?? '', contact, tags, scopes, allowedAddresses, expiresAt }
}

/** Mints a token and stores its credential. Call under the `sign_in` lock with the `now` read after it. */
export async function issueCredential(
  tx: Transaction,
  services: Services,
  actor: Actor,
  now: Instant,
  draft: IssueDraft,
): Promise<Issued> {
  const minted = mintToken(services.keyring, draft.environment, draft.kind)
  const id = newId(now)
  const familyId = draft.succeeds?.familyId ?? newId(now)
  const generation = (draft.succeeds?.generation ?? 0) + 1
  const signedInAt = draft.succeeds?.signedInAt ?? now
  if (draft.succeeds === null)
    await tx.insert(family).values({ id: familyId, signedInAt, currentGeneration: generation })
  const shared = {
    environment: draft.environment,
    kind: draft.kind,
    applicationId: draft.applicationId,
    subjectId: draft.subjectId,
  }
  const dates = { issuedAt: now, notBefore: draft.notBefore, expiresAt: draft.expiresAt }
  const line = { familyId, generation, selector: minted.head.selector, createdIp: draft.ip }
  const { allowedAddresses = [], tags = [] } = draft
  const terms = { scopes: [...draft.scopes], allowedAddresses: [...allowedAddresses], tags: [...tags] }
  await tx.insert(credential).values({
    id,
    ...shared,
    ...dates,
    ...line,
    ...terms,
    ...actorRow(actor),
    predecessorId: draft.succeeds?.credentialId ?? null,
    issuerKeyId: minted.head.issuerKeyId,
    name: draft.name,
    purpose: draft.purpose,
    contact: draft.contact ?? null,
    authMethod: draft.authMethod,
    createdCountry: draft.country,
    createdUserAgent: draft.userAgent,
  })
  await tx.insert(credentialLive).values({
    credentialId: id,
    ...shared,
    ...dates,
    ...line,
    ...terms,
    digest: minted.digest,
    pepperVersion: minted.pepperVersion,
    signedInAt,
    lastUsedAt: now,
    lastUsedIp: draft.ip,
    lastUsedUserAgent: draft.userAgent,
  })
  return { id, token: minted.token, label: tokenLabel(minted.head), familyId, generation }
}
