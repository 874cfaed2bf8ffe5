import {
  generateRegistrationOptions,
  type PublicKeyCredentialCreationOptionsJSON,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { operatorPasskey } from '@/db/schema/operator-factor'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { authorize } from '../../authorize'
import { command, type Outcome, refused } from '../../command'
import type { Context } from '../../context'
import { parseInput } from '../../input'
import { query } from '../../query'
import { ownActor } from '../own-actor'
import { codesForFirstFactor } from './first-factor'
import { boundToSession, makeChallenge, takeChallenge } from './passkey-challenge'
import { userHandleOf } from './passkey-proof'
import { MadePasskey, PasskeyName, RelyingParty } from './schemas'

const AddPasskeyInput = z.strictObject({ name: PasskeyName, made: MadePasskey, relyingParty: RelyingParty })

/** An operator has at most this many: nobody holds more devices, and a list stays a list. */
const PASSKEYS_MAX = 20

/** What the browser needs to make a passkey for the operator's own account. */
export const proposePasskey = query({
  permission: 'operators.own_factors',
  input: z.strictObject({ relyingParty: RelyingParty }),
  async run({ db, actor, services, input }): Promise<PublicKeyCredentialCreationOptionsJSON> {
    const { id, email, name, sessionId } = ownActor(actor)
    const known = await db
      .select({ credentialId: operatorPasskey.credentialId, transports: operatorPasskey.transports })
      .from(operatorPasskey)
      .where(eq(operatorPasskey.operatorId, id))
    const challenge = await makeChallenge(services, placeOf(sessionId))
    return generateRegistrationOptions({
      rpName: 'Assay',
      rpID: input.relyingParty.id,
      userName: email,
      userDisplayName: name,
      userID: Uint8Array.from(Buffer.from(userHandleOf(id), 'base64url')),
      challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
      attestationType: 'none',
      excludeCredentials: known.map((each) => ({
        id: each.credentialId.toString('base64url'),
        transports: each.transports,
      })),
      // So that it can sign in alone, and proves two factors when it does.
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    })
  },
})

/**
 * Takes a passkey into use that the browser just made. Returns recovery codes with the first factor, else null.
 * Outcomes `refused`, `already_added`, `too_many`. Errors: `invalid_input`.
 */
export async function addPasskey(
  context: Context,
  raw: z.input<typeof AddPasskeyInput>,
): Promise<Outcome<{ recoveryCodes: string[] | null }, 'refused' | 'already_added' | 'too_many'>> {
  authorize(context.actor, 'operators.own_factors')
  const input = parseInput(AddPasskeyInput, raw)
  const place = placeOf(ownActor(context.actor).sessionId)
  const challenge = await takeChallenge(context.services, input.made.response.clientDataJSON, place)
  return storePasskey(context, { ...input, challenge })
}

const storePasskey = command({
  permission: 'operators.own_factors',
  input: AddPasskeyInput.extend({ challenge: z.string().nullable() }),
  async run({ tx, now, actor, input }) {
    const { id, subjectId } = ownActor(actor)
    const made = await verifiedPasskey(input)
    if (made === null) return refused('refused', 'This passkey could not be confirmed. Start again.')
    const recoveryCodes = await codesForFirstFactor(tx, id, now)
    const count = await tx.$count(operatorPasskey, eq(operatorPasskey.operatorId, id))
    if (count >= PASSKEYS_MAX) return refused('too_many', `You have ${PASSKEYS_MAX} passkeys. Remove one first.`)
    const added = await tx
      .insert(operatorPasskey)
      .values({ id: newId(now), operatorId: id, name: input.name, createdAt: now, ...made })
      .onConflictDoNothing()
      .returning({ id: operatorPasskey.id })
    if (added.length === 0) return refused('already_added', 'This passkey is in use already.')
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return {
      result: { recoveryCodes: recoveryCodes?.codes ?? null },
      entries: [
        entry('factor.added', target, { factor: 'passkey', name: input.name }),
        ...(recoveryCodes?.entries ?? []),
      ],
    }
  },
})

function placeOf(sessionId: string) {
  return { purpose: 'register', boundTo: boundToSession(sessionId) } as const
}

async function verifiedPasskey({
  made,
  challenge,
  relyingParty,
}: z.output<typeof AddPasskeyInput> & { challenge: string | null }) {
  if (challenge === null) return null
  const { transports = [], ...response } = made.response
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response: { ...made, clientExtensionResults: {}, response },
      expectedChallenge: challenge,
      expectedOrigin: relyingParty.origin,
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
    })
    if (registrationInfo === undefined) return null
    const { credential, credentialDeviceType } = registrationInfo
    return {
      credentialId: Buffer.from(credential.id, 'base64url'),
      publicKey: Buffer.from(credential.publicKey),
      counter: credential.counter,
      transports,
      synced: credentialDeviceType === 'multiDevice',
    }
  } catch {
    // It throws for everything that is not as it must be.
    return null
  }
}
