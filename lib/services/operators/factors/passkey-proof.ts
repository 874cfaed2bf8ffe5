import { verifyAuthenticationResponse } from '@simplewebauthn/server'
import { and, eq, lt } from 'drizzle-orm'
import type { z } from 'zod'
import { operatorPasskey } from '@/db/schema/operator-factor'
import type { Instant } from '@/lib/core/instant'
import type { Reader, Transaction } from '../../transaction'
import type { RelyingParty, SignedPasskey } from './schemas'

type Signed = z.output<typeof SignedPasskey>
type Passkey = typeof operatorPasskey.$inferSelect

/** What a passkey showed. `hwk` or `swk`: a key in hardware or in software (RFC 8176). */
export interface PasskeyProof {
  readonly operatorId: string
  readonly passkeyId: string
  readonly keyKind: 'hwk' | 'swk'
}

/** The passkey somebody signed with, whoever they are; null when nobody here has it. */
export async function findPasskey(db: Reader, signed: Signed): Promise<Passkey | null> {
  const [found] = await db
    .select()
    .from(operatorPasskey)
    .where(eq(operatorPasskey.credentialId, Buffer.from(signed.id, 'base64url')))
  return found ?? null
}

/**
 * Whether the passkey signed this challenge for this console with its user verified, and its signature count rose; remembers
 * the count. Null when any of it is not so: a count that does not rise speaks of a copied key (WebAuthn section 6.1.1).
 */
export async function provePasskey(
  tx: Transaction,
  now: Instant,
  passkey: Passkey,
  answer: { readonly signed: Signed; readonly challenge: string; readonly relyingParty: RelyingParty },
): Promise<PasskeyProof | null> {
  const counter = await verifiedCounter(passkey, answer)
  if (counter === null || !isHandleOf(passkey.operatorId, answer.signed)) return null
  const rises = counter === 0 ? eq(operatorPasskey.counter, 0) : lt(operatorPasskey.counter, counter)
  const counted = await tx
    .update(operatorPasskey)
    .set({ counter, lastUsedAt: now })
    .where(and(eq(operatorPasskey.id, passkey.id), rises))
    .returning({ id: operatorPasskey.id })
  if (counted.length === 0) return null
  return { operatorId: passkey.operatorId, passkeyId: passkey.id, keyKind: passkey.synced ? 'swk' : 'hwk' }
}

async function verifiedCounter(
  passkey: Passkey,
  { signed, challenge, relyingParty }: Parameters<typeof provePasskey>[3],
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: { ...signed, clientExtensionResults: {}, response: definedOf(signed.response) },
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
      credential: {
        id: signed.id,
        publicKey: Uint8Array.from(passkey.publicKey),
        counter: passkey.counter,
      },
    })
    return verified ? authenticationInfo.newCounter : null
  } catch {
    // It throws for everything that is not as it must be; which one it was helps only who tries.
    return null
  }
}

/** The handle is the operator's id; a passkey that was asked for by its own id may leave it out. */
function isHandleOf(operatorId: string, { response: { userHandle } }: Signed): boolean {
  return userHandle === undefined || userHandle === userHandleOf(operatorId)
}

/** What an authenticator keeps as the user handle: random, and no name or mail address (WebAuthn section 14.6.1). */
export function userHandleOf(operatorId: string): string {
  return Buffer.from(operatorId).toString('base64url')
}

function definedOf({ userHandle, ...rest }: Signed['response']) {
  return userHandle === undefined ? rest : { ...rest, userHandle }
}
