import { generateAuthenticationOptions, type PublicKeyCredentialRequestOptionsJSON } from '@simplewebauthn/server'
import { eq } from 'drizzle-orm'
import { operatorPasskey } from '@/db/schema/operator-factor'
import type { Services } from '../../context'
import { type ChallengePlace, makeChallenge } from './passkey-challenge'
import type { RelyingParty } from './schemas'

interface Request {
  readonly relyingParty: RelyingParty
  readonly place: ChallengePlace
  /** Whose passkeys may answer; null for whoever holds one that says whose it is. */
  readonly operatorId: string | null
}

/** What the browser needs to have a passkey sign; null when this operator has none. */
export async function passkeyRequest(
  services: Services,
  { relyingParty, place, operatorId }: Request,
): Promise<PublicKeyCredentialRequestOptionsJSON | null> {
  const passkeys = operatorId === null ? null : await passkeysOf(services, operatorId)
  if (passkeys?.length === 0) return null
  const challenge = await makeChallenge(services, place)
  return generateAuthenticationOptions({
    rpID: relyingParty.id,
    challenge: Uint8Array.from(Buffer.from(challenge, 'base64url')),
    userVerification: 'required',
    ...(passkeys !== null && { allowCredentials: passkeys }),
  })
}

async function passkeysOf({ db }: Services, operatorId: string) {
  const rows = await db
    .select({ credentialId: operatorPasskey.credentialId, transports: operatorPasskey.transports })
    .from(operatorPasskey)
    .where(eq(operatorPasskey.operatorId, operatorId))
  return rows.map(({ credentialId, transports }) => ({ id: credentialId.toString('base64url'), transports }))
}
