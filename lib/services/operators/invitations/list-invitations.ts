import { desc } from 'drizzle-orm'
import { z } from 'zod'
import { operatorInvitation } from '@/db/schema/operator-invitation'
import type { Instant } from '@/lib/core/instant'
import type { RoleBinding } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../../assay-application'
import { veiled, veilOf } from '../../masking'
import { query } from '../../query'
import { isOpen } from './open-invitation'

/** Somebody who was asked and has not come yet. */
export interface InvitationView {
  readonly id: string
  readonly name: string
  /** Masked for whoever does not see personal data. */
  readonly email: string
  readonly bindings: readonly RoleBinding[]
  readonly invitedAt: Instant
  readonly invitedBy: string
  readonly expiresAt: Instant
  readonly expired: boolean
}

const SHOWN = 200

/** The open invitations, newest first, also those whose link is too old: they can be renewed. */
export const listInvitations = query({
  permission: 'operators.read',
  input: z.strictObject({}),
  async run({ db, actor, now }): Promise<InvitationView[]> {
    const veil = await veilOf(db, actor, now)
    const about = { subjectId: null, applicationId: ASSAY_APPLICATION.id }
    const rows = await db
      .select()
      .from(operatorInvitation)
      .where(isOpen)
      .orderBy(desc(operatorInvitation.id))
      .limit(SHOWN)
    return rows.map(({ id, name, email, bindings, createdAt, actorLabel, expiresAt }) => ({
      ...{ id, name, bindings, expiresAt, expired: expiresAt <= now },
      email: veiled(veil, about, email),
      invitedAt: createdAt,
      invitedBy: actorLabel,
    }))
  },
})
