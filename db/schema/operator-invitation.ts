import { sql } from 'drizzle-orm'
import { index, jsonb, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { RoleBinding } from '@/lib/core/permissions'
import { operator } from './operator'
import { actorColumns, bytea, instant } from './types'

/** Somebody was asked to become an operator. Their link is good once and for a day; only its SHA-256 is kept. */
export const operatorInvitation = pgTable(
  'operator_invitation',
  {
    id: uuid('id').primaryKey(),
    digest: bytea('digest').notNull().unique(),
    name: text('name').notNull(),
    email: text('email').notNull(),
    /** What they are given when they accept, if whoever invites them may still give it then. */
    bindings: jsonb('bindings').$type<readonly RoleBinding[]>().notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    withdrawnAt: instant('withdrawn_at'),
    acceptedAt: instant('accepted_at'),
    /** Whom it made. */
    operatorId: uuid('operator_id').references(() => operator.id),
    ...actorColumns(),
  },
  (table) => [
    // One open invitation for an address: two links would be two chances.
    uniqueIndex('operator_invitation_open')
      .on(sql`lower(${table.email})`)
      .where(sql`accepted_at is null and withdrawn_at is null`),
    // The open ones, newest first; ids sort by time.
    index('operator_invitation_newest').on(table.id.desc()).where(sql`accepted_at is null and withdrawn_at is null`),
  ],
)
