import { and, eq, inArray } from 'drizzle-orm'
import { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import type { Instant } from '@/lib/core/instant'
import { type Device, deviceOf } from '@/lib/format/device'
import { ASSAY_APPLICATION } from '../../assay-application'
import { viewCredential } from '../../credential-view'
import { readCredentials } from '../../judge/read-records'
import { OPEN } from '../../masking'
import { query } from '../../query'
import { ownActor } from '../own-actor'

/** A session of the operator's own, as they recognise it. */
export interface OwnSession {
  readonly id: string
  /** Whether it is the one this was asked with. */
  readonly current: boolean
  readonly device: Device | null
  readonly ip: string | null
  readonly signedInAt: Instant
  readonly lastUsedAt: Instant
  /** RFC 8176 names of what was shown, with spaces between. */
  readonly method: string | null
}

/** Lists the operator's own live sessions at the console, this one first, then by last use. */
export const listOwnSessions = query({
  permission: 'operators.self',
  input: z.strictObject({}),
  async run({ db, actor, now, services }): Promise<OwnSession[]> {
    const { subjectId, sessionId } = ownActor(actor)
    const rows = await db
      .select({ id: credentialLive.credentialId })
      .from(credentialLive)
      .where(and(eq(credentialLive.subjectId, subjectId), eq(credentialLive.applicationId, ASSAY_APPLICATION.id)))
    if (rows.length === 0) return []
    const config = await services.config.current()
    const ids = rows.map((row) => row.id)
    const stored = await readCredentials(db, config, inArray(credential.id, ids))
    return stored
      .map((each) => viewCredential(each, config, now, OPEN))
      .filter(({ state }) => state !== 'ended')
      .map((view) => ({
        id: view.id,
        current: view.id === sessionId,
        device: deviceOf(view.userAgent),
        ip: view.lastUsedIp ?? view.createdIp,
        signedInAt: view.signedInAt,
        lastUsedAt: view.lastUsedAt,
        method: view.authMethod,
      }))
      .sort((a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt - a.lastUsedAt)
  },
})
