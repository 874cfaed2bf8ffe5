import { randomBytes, randomUUID } from 'node:crypto'
import type { TestDatabase } from '@/db/testing'
import type { Environment } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Role, RoleBinding } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import type { Keyring } from '@/lib/crypto/keyring'
import { keyFingerprint } from '@/lib/crypto/token'
import { ASSAY_APPLICATION } from './assay-application'
import type { ApplicationActor, OperatorActor, Services } from './context'
import { type IssueDraft, type Issued, issueCredential } from './issue-credential'
import { databaseNow } from './query'

/** Owns operators' sessions and service keys. */
export const ASSAY_ID = ASSAY_APPLICATION.id

export interface TestApplication {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly environment: Environment
  readonly directory: string
}

export interface TestSubject {
  readonly id: string
  readonly externalId: string
}

/** The application as one that calls the data plane. */
export function callerOf(application: TestApplication, scopes: readonly string[]): ApplicationActor {
  return { type: 'application', credentialId: randomUUID(), scopes, ...application }
}

/** Arranges rows as the owner, past the verbs: what a test starts from must not depend on what it tests. */
export function arranger({ owner }: TestDatabase, services: Services) {
  const holders = holderRows(owner)
  const credentials = credentialRows(owner, services, holders)
  return {
    ...holders,
    ...credentials,
    ...operatorRows(owner, holders, credentials),
    ...ruleRows(owner, services),
    ...stateRows(owner, services),
  }
}

type Owner = TestDatabase['owner']
type Holders = ReturnType<typeof holderRows>
type Credentials = ReturnType<typeof credentialRows>

function holderRows(owner: Owner) {
  return {
    async application(changes: Partial<TestApplication> = {}): Promise<TestApplication> {
      const slug = changes.slug ?? `app-${randomBytes(6).toString('hex')}`
      const made = { id: randomUUID(), slug, name: slug, environment: 'live' as const, directory: slug, ...changes }
      await owner.query(
        `insert into application (id, slug, name, environment, directory, created_at) values ($1, $2, $3, $4, $5, assay_now())`,
        [made.id, made.slug, made.name, made.environment, made.directory],
      )
      return made
    },
    async subject(of: TestApplication, changes: SubjectChanges = {}): Promise<TestSubject> {
      const made = { id: randomUUID(), externalId: changes.externalId ?? `person-${randomBytes(6).toString('hex')}` }
      const { type = 'person', name = null, email = null, represents = null } = changes
      await owner.query(
        `insert into subject (id, environment, directory, external_id, type, name, email, represents_application_id, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, assay_now(), assay_now())`,
        [made.id, of.environment, of.directory, made.externalId, type, name, email, represents],
      )
      return made
    },
  }
}

function credentialRows(owner: Owner, services: Services, { subject }: Holders) {
  const issue = async (of: TestApplication, to: TestSubject, changes: IssueChanges = {}): Promise<Issued> => {
    const { at, ...draft } = changes
    const now = at ?? (await databaseNow(services.db))
    const actor = callerOf(of, [])
    return services.db.transaction((tx) =>
      issueCredential(tx, services, actor, now, {
        ...NOTHING_SET,
        environment: of.environment,
        kind: 'session',
        applicationId: of.id,
        subjectId: to.id,
        ...draft,
      }),
    )
  }
  const session = async (of: TestApplication, changes: IssueChanges & { subject?: TestSubject } = {}) => {
    const { subject: given, ...draft } = changes
    const to = given ?? (await subject(of))
    return { ...(await issue(of, to, draft)), subject: to }
  }
  return {
    /** A credential of a subject; `at` backdates it. */
    issue,
    /** A session of an application, of a new person unless one is given. */
    session,
    /** An API key of an application, of a new person unless one is given. */
    key: (of: TestApplication, changes: IssueChanges & { subject?: TestSubject } = {}) =>
      session(of, { kind: 'api_key', name: 'Deploy', ...changes }),
    /** Copies of a live credential, each a family of its own. Nobody holds their tokens: they only have to be many. */
    async copies(credentialId: string, count: number): Promise<string[]> {
      const { rows } = await owner.query<{ id: string }>(COPY, [credentialId, count])
      return rows.map((row) => row.id)
    },
  }
}

function operatorRows(owner: Owner, { subject }: Holders, { session }: Credentials) {
  return {
    /** An operator with a session of their own: of one role for the whole installation, or with any bindings. */
    async operator(given: Role | readonly RoleBinding[], name = nameFor(given)): Promise<OperatorActor> {
      const bindings = typeof given === 'string' ? [{ role: given, applicationId: null }] : given
      const of = { ...ASSAY_APPLICATION, name: 'Assay' }
      const id = randomUUID()
      const email = `${name.toLowerCase().replaceAll(' ', '.')}.${id.slice(0, 8)}@example.org`
      const { subject: person, ...own } = await session(of, { subject: await subject(of, { name, email }) })
      await owner.query(
        `insert into operator (id, subject_id, email, name, password_hash, created_at) values ($1, $2, $3, $4, 'none', assay_now())`,
        [id, person.id, email, name],
      )
      for (const { role, applicationId } of bindings)
        await owner.query(INSERT_BINDING, [randomUUID(), id, role, applicationId])
      const who = { id, subjectId: person.id, name, email, bindings, sessionId: own.id }
      return { type: 'operator', ...who, authenticatedAt: JUST_NOW }
    },
  }
}

function ruleRows(owner: Owner, services: Services) {
  return {
    /** A version of the policy for a kind of an application (null: the installation), in force from `from`. Returns its id. */
    async policy(applicationId: string | null, limits: PolicyChanges): Promise<string> {
      const now = await databaseNow(services.db)
      const kind = limits.kind ?? 'session'
      await owner.query(
        `insert into policy (id, application_id, kind, name, created_at) values ($1, $2, $3, 'Test rule', assay_now()) on conflict do nothing`,
        [randomUUID(), applicationId, kind],
      )
      const { rows } = await owner.query<{ id: string }>(INSERT_VERSION, [
        newId(now),
        applicationId,
        kind,
        limits.idleSeconds ?? null,
        limits.absoluteSeconds ?? null,
        limits.overlapSecondsMax ?? null,
        limits.rotateAfterSeconds ?? null,
        new Date(limits.from ?? now).toISOString(),
      ])
      return rows[0]?.id ?? ''
    },
    async registerKeyring({ issuerKeys, peppers }: Keyring): Promise<void> {
      for (const [id, key] of issuerKeys)
        await owner.query('insert into issuer_key values ($1, $2, assay_now())', [id, keyFingerprint(key)])
      for (const [version, key] of peppers)
        await owner.query('insert into pepper values ($1, $2, assay_now())', [version, keyFingerprint(key)])
    },
  }
}

function stateRows(owner: Owner, services: Services) {
  return {
    /** Moves the last use of a live credential. */
    async usedAt(credentialId: string, at: Instant): Promise<void> {
      await owner.query('update credential_live set last_used_at = $2 where credential_id = $1', [
        credentialId,
        new Date(at).toISOString(),
      ])
    },
    async disable(targetType: 'subject' | 'application', targetId: string): Promise<void> {
      await owner.query(
        `insert into disabling (id, target_type, target_id, from_at, actor_type, actor_label) values ($1, $2, $3, assay_now(), 'system', 'test')`,
        [randomUUID(), targetType, targetId],
      )
    },
    async suspend(credentialId: string, from?: Instant): Promise<void> {
      const at = new Date(from ?? (await databaseNow(services.db))).toISOString()
      await owner.query('update credential_live set suspended_from = $2 where credential_id = $1', [credentialId, at])
      await owner.query(
        `insert into suspension (id, credential_id, from_at, actor_type, actor_label) values ($1, $2, $3, 'system', 'test')`,
        [randomUUID(), credentialId, at],
      )
    },
    /** The tombstone as stored, or null while the credential is live. */
    async ending(credentialId: string): Promise<Record<string, unknown> | null> {
      const { rows } = await owner.query('select * from credential_end where credential_id = $1', [credentialId])
      return rows[0] ?? null
    },
  }
}

/** Tests move the clock by months: their operators prove who they are all the time, unless a test says otherwise. */
const JUST_NOW: Instant = Number.MAX_SAFE_INTEGER

const NAMES: Readonly<Record<Role, string>> = {
  owner: 'Olive Hart',
  administrator: 'Dana Ortiz',
  operator: 'Noor Haddad',
  support: 'Sam Lee',
  auditor: 'Vera Lind',
}

function nameFor(given: Role | readonly RoleBinding[]): string {
  const role = typeof given === 'string' ? given : given[0]?.role
  return role === undefined ? 'Nobody' : NAMES[role]
}

const INSERT_BINDING = `
  insert into role_binding (id, operator_id, role, application_id, given_at, actor_type, actor_label)
  values ($1, $2, $3, $4, assay_now(), 'system', 'test')`

interface SubjectChanges {
  readonly externalId?: string
  readonly type?: 'person' | 'service'
  readonly name?: string
  readonly email?: string
  readonly represents?: string
}

type IssueChanges = Partial<IssueDraft> & { readonly at?: Instant }

interface PolicyChanges {
  readonly kind?: string
  readonly idleSeconds?: number
  readonly absoluteSeconds?: number
  readonly overlapSecondsMax?: number | null
  readonly rotateAfterSeconds?: number | null
  readonly from?: Instant
}

const NOTHING_SET = {
  scopes: [],
  name: null,
  purpose: null,
  authMethod: null,
  notBefore: null,
  expiresAt: null,
  ip: null,
  country: null,
  userAgent: null,
  succeeds: null,
} as const satisfies Partial<IssueDraft>

const INSERT_VERSION = `
  insert into policy_version (id, policy_id, version, idle_seconds, absolute_seconds, overlap_seconds_max, rotate_after_seconds, effective_from, actor_type, actor_label)
  select $1, policy.id, coalesce((select max(version) from policy_version where policy_id = policy.id), 0) + 1, $4, $5, $6, $7, $8, 'system', 'test'
    from policy where application_id is not distinct from $2::uuid and kind = $3
  returning id`

const COPY = `
  with source as (select * from credential_live where credential_id = $1),
  ids as materialized (
    select (lpad(to_hex((extract(epoch from issued_at) * 1000)::int8), 12, '0') || '7' || substr(replace(gen_random_uuid()::text, '-', ''), 14))::uuid as id,
           gen_random_uuid() as family, substr(md5(random()::text), 1, 16) as selector from source, generate_series(1, $2::int)),
  families as (insert into family select ids.family, source.signed_in_at, 1 from ids, source),
  made as (
    insert into credential (id, environment, kind, application_id, subject_id, family_id, generation, issuer_key_id, selector, scopes, issued_at, actor_type, actor_label)
    select ids.id, c.environment, c.kind, c.application_id, c.subject_id, ids.family, 1, c.issuer_key_id, ids.selector, c.scopes, c.issued_at, c.actor_type, c.actor_label
      from credential c, ids where c.id = $1)
  insert into credential_live (credential_id, selector, digest, pepper_version, environment, kind, application_id, subject_id, family_id, generation, scopes, signed_in_at, issued_at, last_used_at)
  select ids.id, ids.selector, digest, pepper_version, environment, kind, application_id, subject_id, ids.family, 1, scopes, signed_in_at, issued_at, last_used_at
    from source, ids
  returning credential_id as id`
