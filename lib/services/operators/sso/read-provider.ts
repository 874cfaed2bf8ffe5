import { asc } from 'drizzle-orm'
import { z } from 'zod'
import { ssoGroup, ssoProvider } from '@/db/schema/sso'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Keyring } from '@/lib/crypto/keyring'
import { type SealPlace, unseal } from '@/lib/crypto/seal'
import { sendsNotice } from '../../enqueue-notices'
import { query } from '../../query'
import type { Reader } from '../../transaction'

/** The issuer as this process speaks with it. The secret stays in memory. */
export interface SsoProvider {
  readonly id: string
  readonly issuer: string
  readonly label: string
  readonly clientId: string
  readonly clientSecret: string | null
  readonly scopes: readonly string[]
  readonly groupsClaim: string
  readonly enabled: boolean
}

export interface GroupMapping extends RoleBinding {
  readonly name: string
}

/** The configured issuer, its secret opened, or null. For the system: whoever stands at the door is not known yet. */
export const readSsoProvider = query({
  permission: 'system.work',
  input: z.strictObject({}),
  async run({ db, services }): Promise<SsoProvider | null> {
    const row = await findProvider(db)
    if (row === null) return null
    const { id, issuer, label, clientId, scopes, groupsClaim, enabled } = row
    const clientSecret = openSecret(services.keyring, row)
    return { id, issuer, label, clientId, clientSecret, scopes, groupsClaim, enabled }
  },
})

/** What the sign-in page offers. */
export interface SignInDoor {
  /** The name of the issuer; null where nobody signs in that way. */
  readonly issuerLabel: string | null
  /** Whether everybody may use a password; owners always may. */
  readonly passwordsAllowed: boolean
  /** Whether whoever forgot their password can be mailed a link. */
  readonly mailsLinks: boolean
}

/** What the sign-in page offers, for the pages before anybody is known. */
export const readSignInDoor = query({
  permission: 'system.work',
  input: z.strictObject({}),
  async run({ db }): Promise<SignInDoor> {
    const row = await findProvider(db)
    const mailsLinks = await sendsNotice(db, 'operator_forgotten')
    if (!row?.enabled) return { issuerLabel: null, passwordsAllowed: true, mailsLinks }
    return { issuerLabel: row.label, passwordsAllowed: row.passwordsAllowed, mailsLinks }
  },
})

/** The one provider as stored, or null. */
export async function findProvider(db: Reader): Promise<typeof ssoProvider.$inferSelect | null> {
  const [row] = await db.select().from(ssoProvider)
  return row ?? null
}

/** What groups make of people, in the order of their names. */
export function readGroups(db: Reader): Promise<GroupMapping[]> {
  return db
    .select({ name: ssoGroup.name, role: ssoGroup.role, applicationId: ssoGroup.applicationId })
    .from(ssoGroup)
    .orderBy(asc(ssoGroup.name), asc(ssoGroup.role))
}

/** Where a client secret is sealed. */
export function secretPlace(providerId: string): SealPlace {
  return { purpose: 'single sign-on client secret', owner: providerId }
}

function openSecret(keyring: Keyring, { id, clientSecret }: { id: string; clientSecret: Buffer | null }) {
  return clientSecret === null ? null : unseal(keyring, secretPlace(id), clientSecret)
}
