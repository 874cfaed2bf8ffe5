import { sql } from 'drizzle-orm'
import { boolean, check, index, pgTable, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { ROLES } from '@/lib/core/permissions'
import { application } from './application'
import { credential } from './credential'
import { operator } from './operator'
import { actorColumns, bytea, instant, oneOf } from './types'

/** The OpenID issuer operators sign in at. */
export const ssoProvider = pgTable(
  'sso_provider',
  {
    id: uuid('id').primaryKey(),
    /** To the letter what its tokens say. */
    issuer: text('issuer').notNull(),
    /** What the button says: "Sign in with …". */
    label: text('label').notNull(),
    clientId: text('client_id').notNull(),
    /** Sealed; null for a public client. */
    clientSecret: bytea('client_secret'),
    scopes: text('scopes').array().notNull(),
    groupsClaim: text('groups_claim').notNull(),
    /** What somebody is whose groups map to nothing; null: nobody comes in that way. */
    defaultRole: text('default_role', { enum: ROLES }),
    passwordsAllowed: boolean('passwords_allowed').notNull(),
    enabled: boolean('enabled').notNull(),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (table) => [
    // One installation is one organisation: one issuer.
    uniqueIndex('sso_provider_one').on(sql`(true)`),
    check(
      'sso_provider_default_role',
      sql`${table.defaultRole} is null or ${table.defaultRole} in ('support', 'auditor')`,
    ),
  ],
)

/** What a group at the issuer makes of its people here. */
export const ssoGroup = pgTable(
  'sso_group',
  {
    id: uuid('id').primaryKey(),
    providerId: uuid('provider_id')
      .notNull()
      .references(() => ssoProvider.id),
    name: text('name').notNull(),
    role: text('role', { enum: ROLES }).notNull(),
    applicationId: uuid('application_id').references(() => application.id),
  },
  (table) => [
    // Also read by it, whole and in the order of names, with every sign-in.
    unique('sso_group_once').on(table.providerId, table.name, table.role, table.applicationId).nullsNotDistinct(),
    oneOf('sso_group_role', table.role, ROLES),
    check('sso_group_owner_everywhere', sql`role <> 'owner' or application_id is null`),
  ],
)

/** Who an operator is at an issuer. Issuer and subject name a person; a mail address never does. */
export const operatorIdentity = pgTable(
  'operator_identity',
  {
    id: uuid('id').primaryKey(),
    operatorId: uuid('operator_id')
      .notNull()
      .references(() => operator.id),
    issuer: text('issuer').notNull(),
    subject: text('subject').notNull(),
    linkedAt: instant('linked_at').notNull(),
    lastSignedInAt: instant('last_signed_in_at'),
    ...actorColumns(),
  },
  (table) => [
    // One person there is one operator here; also how a sign-in finds them.
    uniqueIndex('operator_identity_person').on(table.issuer, table.subject),
    // An operator's identities, shown in their settings.
    index('operator_identity_operator').on(table.operatorId),
  ],
)

export const SSO_PURPOSES = ['sign_in', 'link', 'confirm'] as const

/** One journey to the issuer and back, used once. Named by SHA-256 of its state; its secrets are with the browser alone. */
export const ssoAttempt = pgTable(
  'sso_attempt',
  {
    digest: bytea('digest').primaryKey(),
    purpose: text('purpose', { enum: SSO_PURPOSES }).notNull(),
    /** The operator's session in which it began; null at the door. */
    sessionId: uuid('session_id'),
    /** Where to go afterwards: a path of this console. */
    next: text('next').notNull(),
    startedAt: instant('started_at').notNull(),
    usedAt: instant('used_at'),
  },
  (table) => [
    // Old ones are forgotten in the order they began.
    index('sso_attempt_started').on(table.startedAt),
    oneOf('sso_attempt_purpose', table.purpose, SSO_PURPOSES),
  ],
)

/** A session that began at the issuer: what ends it from there, and what ends the one there with it. */
export const ssoSession = pgTable(
  'sso_session',
  {
    credentialId: uuid('credential_id')
      .primaryKey()
      .references(() => credential.id),
    identityId: uuid('identity_id')
      .notNull()
      .references(() => operatorIdentity.id),
    /** The session at the issuer, where it names one (`sid`). */
    issuerSessionId: text('issuer_session_id'),
    /** Sealed: the hint of a sign-out at the issuer. */
    idToken: bytea('id_token').notNull(),
  },
  // Back-channel logout ends all of a person's, or the one of a session there.
  (table) => [index('sso_session_identity').on(table.identityId, table.issuerSessionId)],
)
