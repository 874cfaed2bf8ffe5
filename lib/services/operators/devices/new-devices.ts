import { and, desc, eq, isNull } from 'drizzle-orm'
import { z } from 'zod'
import { operatorDevice } from '@/db/schema/operator-device'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { type Device, deviceOf } from '@/lib/format/device'
import { command, unchanged } from '../../command'
import { Id } from '../../input-parts'
import { query } from '../../query'
import { ownActor } from '../own-actor'

/** A device that signed in for the first time and that the operator has not said they know. */
export interface NewDevice {
  readonly id: string
  readonly at: Instant
  readonly device: Device | null
  readonly ip: string | null
  /** The session it opened, which may have ended since. */
  readonly sessionId: string
}

/** Lists new devices of the operator's own account, newest first. */
export const listNewDevices = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ db, actor }): Promise<NewDevice[]> {
    const rows = await db
      .select()
      .from(operatorDevice)
      .where(and(eq(operatorDevice.operatorId, ownActor(actor).id), isNull(operatorDevice.dismissedAt)))
      .orderBy(desc(operatorDevice.firstSeenAt))
      .limit(20)
    return rows.map(({ id, firstSeenAt, userAgent, ip, sessionId }) => ({
      id,
      at: firstSeenAt,
      device: deviceOf(userAgent),
      ip,
      sessionId,
    }))
  },
})

/** Notes that the operator knows a device. What is not theirs counts as noted. */
export const dismissDevice = command({
  permission: 'operators.self',
  input: z.strictObject({ id: Id }),
  async run({ tx, actor, now, input }) {
    const { id, subjectId } = ownActor(actor)
    const noted = await tx
      .update(operatorDevice)
      .set({ dismissedAt: now })
      .where(
        and(eq(operatorDevice.id, input.id), eq(operatorDevice.operatorId, id), isNull(operatorDevice.dismissedAt)),
      )
      .returning({ id: operatorDevice.id })
    if (noted.length === 0) return unchanged(null)
    const target = { targetType: 'operator', targetId: id, subjectId } as const
    return { result: null, entries: [entry('account.device_known', target, { deviceId: input.id })] }
  },
})
