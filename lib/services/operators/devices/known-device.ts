import { createHash } from 'node:crypto'
import { and, eq } from 'drizzle-orm'
import { operatorDevice } from '@/db/schema/operator-device'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { randomSecret } from '@/lib/crypto/random'
import { enqueueNotices } from '../../enqueue-notices'
import type { Reader, Transaction } from '../../transaction'

/** A sign-in, as the device it came from is remembered. */
export interface DeviceSighting {
  readonly operatorId: string
  readonly subjectId: string
  /** What the browser's cookie holds; null when it has none. */
  readonly secret: string | null
  readonly userAgent: string | null
  readonly ip: string | null
  readonly sessionId: string
}

export interface RememberedDevice {
  /** What the browser's cookie is to hold from now on. */
  readonly secret: string
  readonly entries: readonly AuditEntryDraft[]
}

/** The id of a device this operator has signed in with before, by its cookie; null for every other. */
export async function findDevice(db: Reader, operatorId: string, secret: string | null): Promise<string | null> {
  if (secret === null) return null
  const [found] = await db
    .select({ id: operatorDevice.id })
    .from(operatorDevice)
    .where(and(eq(operatorDevice.operatorId, operatorId), eq(operatorDevice.digest, digestFor(operatorId, secret))))
  return found?.id ?? null
}

/**
 * Remembers the device of a sign-in. A new one is entered, told by mail, and waits in the operator's settings until they say they
 * know it; the first of an account is new to nobody.
 */
export async function rememberDevice(
  tx: Transaction,
  now: Instant,
  sighting: DeviceSighting,
): Promise<RememberedDevice> {
  const { operatorId, userAgent, ip, sessionId } = sighting
  const known = await findDevice(tx, operatorId, sighting.secret)
  const secret = sighting.secret ?? randomSecret()
  if (known !== null) {
    await tx.update(operatorDevice).set({ lastSeenAt: now, userAgent, ip }).where(eq(operatorDevice.id, known))
    return { secret, entries: [] }
  }
  const isFirst = (await tx.$count(operatorDevice, eq(operatorDevice.operatorId, operatorId))) === 0
  const id = newId(now)
  await tx.insert(operatorDevice).values({
    id,
    operatorId,
    digest: digestFor(operatorId, secret),
    firstSeenAt: now,
    lastSeenAt: now,
    userAgent,
    ip,
    sessionId,
    dismissedAt: isFirst ? now : null,
  })
  if (isFirst) return { secret, entries: [] }
  await enqueueNotices(tx, now, [
    {
      kind: 'operator_new_device',
      dedupeKey: `operator_new_device:${id}`,
      recipient: { type: 'operator', id: sighting.subjectId },
      ...{ applicationId: null, credentialId: sessionId, aboutAt: now },
    },
  ])
  const target = { targetType: 'operator', targetId: operatorId, subjectId: sighting.subjectId } as const
  return { secret, entries: [entry('operator.new_device', target, { deviceId: id, sessionId })] }
}

/** One browser's cookie serves all accounts it signs in to; with the account in it, no two rows can be told to be one browser's. */
function digestFor(operatorId: string, secret: string): Buffer {
  return createHash('sha256').update(`${operatorId} ${secret}`).digest()
}
