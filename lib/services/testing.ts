import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import { type TestDatabaseOptions, testDatabase } from '@/db/testing'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import type { Keyring } from '@/lib/crypto/keyring'
import type { Actor, Context, OperatorActor, Services } from './context'
import { createServices } from './create-services'
import { databaseNow } from './query'
import { arranger, callerOf, type TestApplication } from './testing-rows'

/** An audit entry as a test reads it. */
export interface TestEntry {
  readonly action: string
  readonly actorType: string
  readonly actorLabel: string
  readonly targetType: string
  readonly targetId: string | null
  readonly applicationId: string | null
  readonly subjectId: string | null
  readonly correlationId: string
  readonly detail: Record<string, unknown>
}

export type TestWorld = Awaited<ReturnType<typeof testWorld>>

/** A database with a registered keyring, an administrator and one application, acted on with the rights of each process. */
export async function testWorld(options: TestDatabaseOptions = {}) {
  const database = await testDatabase(options)
  const keyring = createKeyring()
  const services = {
    console: createServices(database.console, keyring),
    api: createServices(database.api, keyring),
    worker: createServices(database.worker, keyring),
  }
  const arrange = arranger(database, createServices(database.owner, keyring))
  await arrange.registerKeyring(keyring)
  const shop = await arrange.application({ slug: 'shop', name: 'Shop' })
  const operator = (actor: OperatorActor) => context(services.console, actor)
  return {
    database,
    keyring,
    services,
    ...arrange,
    shop,
    /** An owner at the console, with a session of their own; so have those below. */
    owner: operator(await arrange.operator('owner')),
    /** An administrator of the whole installation. */
    administrator: operator(await arrange.operator('administrator')),
    /** An operator who may look and explain, and end nothing. */
    support: operator(await arrange.operator('support')),
    /** An on-call operator of this application and no other. */
    operatorOf: async ({ id }: TestApplication) =>
      operator(await arrange.operator([{ role: 'operator', applicationId: id }])),
    /** Acts as an operator, through the console's rights. */
    asOperator: operator,
    /** Acts as an application with these scopes (all by default), through the data plane's rights. */
    asApplication: (application: TestApplication, scopes: readonly string[] = CALLER_SCOPES) =>
      context(services.api, callerOf(application, scopes)),
    /** Acts as Assay itself, through the worker's rights. */
    system: context(services.worker, { type: 'system', name: 'sweep' }),
    entries: (filter: { correlationId?: string; action?: string } = {}) => readEntries(database.owner, filter),
    now: () => databaseNow(services.console.db),
  }
}

function createKeyring(): Keyring {
  return {
    issuerKeys: new Map([['0A', randomBytes(32)]]),
    currentIssuerKeyId: '0A',
    peppers: new Map([[1, randomBytes(32)]]),
    currentPepperVersion: 1,
  }
}

/** One call of an actor, with a correlation id of its own. */
export function context(services: Services, actor: Actor): Context {
  return { services, actor, correlationId: randomUUID(), requestIp: '192.0.2.10' }
}

async function readEntries(owner: pg.Pool, filter: { correlationId?: string; action?: string }): Promise<TestEntry[]> {
  const { rows } = await owner.query<TestEntry>(
    `select action, actor_type as "actorType", actor_label as "actorLabel", target_type as "targetType", target_id as "targetId",
            application_id as "applicationId", subject_id as "subjectId", correlation_id as "correlationId", detail
       from audit_entry where ($1::uuid is null or correlation_id = $1) and ($2::text is null or action = $2) order by at, ctid`,
    [filter.correlationId ?? null, filter.action ?? null],
  )
  return rows
}
