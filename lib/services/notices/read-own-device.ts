import { eq } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { deviceOf } from '@/lib/format/device'
import type { Services } from '../context'
import type { NoticeRow } from './send'

/** From where the recipient's own session was made, as it was reported then; both null where nobody said. */
export async function readOwnDevice(
  { db }: Services,
  { credentialId }: NoticeRow,
): Promise<{ readonly device: string | null; readonly address: string | null }> {
  if (credentialId === null) return { device: null, address: null }
  const [made] = await db
    .select({ address: credential.createdIp, userAgent: credential.createdUserAgent })
    .from(credential)
    .where(eq(credential.id, credentialId))
  return { device: deviceOf(made?.userAgent ?? null)?.words ?? null, address: made?.address ?? null }
}
