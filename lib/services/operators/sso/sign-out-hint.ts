import { eq } from 'drizzle-orm'
import { z } from 'zod'
import { ssoSession } from '@/db/schema/sso'
import { type SealPlace, unseal } from '@/lib/crypto/seal'
import { query } from '../../query'
import { ownActor } from '../own-actor'

/** The ID token of the operator's own session, as the hint of a sign-out at the issuer; null where it did not begin there. */
export const readSignOutHint = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ db, actor, services }): Promise<string | null> {
    const { sessionId } = ownActor(actor)
    const [found] = await db
      .select({ idToken: ssoSession.idToken })
      .from(ssoSession)
      .where(eq(ssoSession.credentialId, sessionId))
    return found === undefined ? null : unseal(services.keyring, idTokenPlace(sessionId), found.idToken)
  },
})

/** Where the ID token of a session is sealed. */
export function idTokenPlace(sessionId: string): SealPlace {
  return { purpose: 'single sign-on id token', owner: sessionId }
}
