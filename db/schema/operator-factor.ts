import { sql } from 'drizzle-orm'
import { bigint, boolean, index, integer, pgTable, primaryKey, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { operator } from './operator'
import { bytea, instant, oneOf } from './types'

const operatorColumn = () =>
  uuid('operator_id')
    .notNull()
    .references(() => operator.id)

/** The authenticator app of an operator (RFC 6238), one at most. Its secret is sealed: codes are made from it. */
export const operatorTotp = pgTable('operator_totp', {
  operatorId: operatorColumn().primaryKey(),
  sealedSecret: bytea('sealed_secret').notNull(),
  createdAt: instant('created_at').notNull(),
  /** The time step of the last code that was accepted: neither it nor an earlier one is accepted again. */
  lastStep: bigint('last_step', { mode: 'number' }).notNull(),
})

/** Codes for the day the app or the passkey is gone; only the SHA-256 of 120 random bits is kept. */
export const operatorRecoveryCode = pgTable(
  'operator_recovery_code',
  {
    operatorId: operatorColumn(),
    digest: bytea('digest').notNull(),
    createdAt: instant('created_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [primaryKey({ columns: [table.operatorId, table.digest] })],
)

/** A passkey of an operator (WebAuthn level 3). */
export const operatorPasskey = pgTable(
  'operator_passkey',
  {
    id: uuid('id').primaryKey(),
    operatorId: operatorColumn(),
    credentialId: bytea('credential_id').notNull(),
    publicKey: bytea('public_key').notNull(),
    /** The last signature count; one that does not rise speaks of a copied key. 0 where the authenticator keeps none. */
    counter: bigint('counter', { mode: 'number' }).notNull(),
    transports: text('transports').array().notNull(),
    name: text('name').notNull(),
    /** Whether it may be on several devices at once: a key in software, by RFC 8176. */
    synced: boolean('synced').notNull(),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
  },
  (table) => [
    // Found by it when somebody signs in with nothing else.
    uniqueIndex('operator_passkey_credential').on(table.credentialId),
    // Their list, in the order it is shown.
    index('operator_passkey_operator').on(table.operatorId, table.createdAt),
  ],
)

export const CHALLENGE_PURPOSES = ['register', 'sign_in', 'step_up'] as const

/** A challenge a passkey is to sign: for one purpose, one browser, session or ticket, five minutes, and once. */
export const passkeyChallenge = pgTable(
  'passkey_challenge',
  {
    digest: bytea('digest').primaryKey(),
    purpose: text('purpose', { enum: CHALLENGE_PURPOSES }).notNull(),
    boundTo: text('bound_to').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    oneOf('passkey_challenge_purpose', table.purpose, CHALLENGE_PURPOSES),
    // Those past their time are removed in this order.
    index('passkey_challenge_expiry').on(table.expiresAt),
  ],
)

/**
 * Between the right password and the second factor: no session, only what a browser holds in a cookie for five minutes and
 * can trade once. Its SHA-256 alone is kept.
 */
export const signInTicket = pgTable(
  'sign_in_ticket',
  {
    digest: bytea('digest').primaryKey(),
    operatorId: operatorColumn(),
    /** The RFC 8176 names of what was shown already. */
    method: text('method').notNull(),
    attempts: integer('attempts').notNull().default(sql`0`),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [index('sign_in_ticket_expiry').on(table.expiresAt)],
)
