import type { Database } from '@/db/client'
import type { Environment } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Keyring } from '@/lib/crypto/keyring'
import type { ConfigCache } from './config-cache'
import type { LeanReader } from './judge/read-lean'
import type { StoredReader } from './judge/read-records'
import type { Telemetry } from './judge/telemetry'

/** A person at the console, by an active operator session. */
export interface OperatorActor {
  readonly type: 'operator'
  readonly id: string
  readonly subjectId: string
  readonly name: string
  readonly email: string
  /** What they were given, as read with this request. */
  readonly bindings: readonly RoleBinding[]
  /** The operator's own session, which no act of theirs ends by accident. */
  readonly sessionId: string
  /** When this session last proved who is there: at sign-in, or since. */
  readonly authenticatedAt: Instant
  /** A second factor is demanded of them and they have none: until they do, only their own account is theirs. */
  readonly owesFactor?: boolean
}

/** An application calling the data plane with its service key. */
export interface ApplicationActor {
  readonly type: 'application'
  readonly id: string
  readonly name: string
  readonly slug: string
  readonly environment: Environment
  readonly directory: string
  readonly credentialId: string
  readonly scopes: readonly string[]
}

/** Sweeps, jobs, set-up: Assay itself. */
export interface SystemActor {
  readonly type: 'system'
  readonly name: string
}

export type Actor = OperatorActor | ApplicationActor | SystemActor

/** What a process gives every verb: made once at start. */
export interface Services {
  readonly db: Database
  readonly keyring: Keyring
  readonly config: ConfigCache
  readonly lean: LeanReader
  readonly stored: StoredReader
  readonly telemetry: Telemetry
}

/** One call: the services, who acts, and what joins its audit entries. */
export interface Context {
  readonly services: Services
  readonly actor: Actor
  readonly correlationId: string
  /** The address the request came from, for the audit entry; null for jobs. */
  readonly requestIp: string | null
}

/** Whose act it is, as rows and entries name it. Every actor is one; work done later for an operator carries their name, too. */
export interface Signatory {
  readonly type: Actor['type']
  readonly id?: string | null
  readonly name: string
}

/** The signatory as the columns of every written row. */
export function actorRow({ type, id, name }: Signatory): {
  actorType: Actor['type']
  actorId: string | null
  actorLabel: string
} {
  return { actorType: type, actorId: id ?? null, actorLabel: name }
}
