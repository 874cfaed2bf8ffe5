import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { createPool } from '@/db/client'
import { startEmbedded } from '@/db/embedded'
import { migrate } from '@/db/migrate'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { keyFingerprint } from '@/lib/crypto/token'
import { SILENT_LOG } from '@/lib/log'
import { ASSAY_APPLICATION } from '@/lib/services/assay-application'
import { createServices } from '@/lib/services/create-services'
import { issueCredential } from '@/lib/services/issue-credential'
import { databaseNow } from '@/lib/services/query'
import { startApi } from './server'

const NOTHING_SET = {
  environment: 'live',
  name: null,
  purpose: null,
  authMethod: null,
  notBefore: null,
  expiresAt: null,
  ip: null,
  country: null,
  userAgent: null,
  succeeds: null,
} as const

/** A durable server of its own, as in production: the one shared by the tests does not keep what it acknowledged. */
const dataDirectory = mkdtempSync(join(tmpdir(), 'assay-faults-'))
const postgres = await startEmbedded({ dataDirectory })
await migrate(postgres.url)
const keyring = {
  issuerKeys: new Map([['0A', randomBytes(32)]]),
  currentIssuerKeyId: '0A',
  peppers: new Map([[1, randomBytes(32)]]),
  currentPepperVersion: 1,
}
const owner = createPool({ url: postgres.url, applicationName: 'faults' })
const pool = createPool({ url: postgres.url, role: 'assay_api', applicationName: 'faults api' })
const services = createServices(pool, keyring)
const api = await startApi({ port: 0, host: '127.0.0.1', services, log: SILENT_LOG })
const key = await arrange()

afterAll(async () => {
  await api.close()
  await owner.end()
  await postgres.stop()
  // Not waited for: should an outage have lost a connection, its end would wait for ever and hide the finding below.
  void pool.end()
  for (const path of [postgres.directory, dataDirectory]) rmSync(path, { recursive: true, force: true })
})

async function arrange(): Promise<string> {
  const now = await databaseNow(services.db)
  const [shop, service] = [newId(now), newId(now)]
  for (const [id, secret] of keyring.issuerKeys)
    await owner.query('insert into issuer_key values ($1, $2, assay_now())', [id, keyFingerprint(secret)])
  for (const [version, secret] of keyring.peppers)
    await owner.query('insert into pepper values ($1, $2, assay_now())', [version, keyFingerprint(secret)])
  await owner.query(
    `insert into application (id, slug, name, environment, directory, created_at) values ($1, 'shop', 'Shop', 'live', 'shop', assay_now())`,
    [shop],
  )
  await owner.query(
    `insert into subject (id, environment, directory, external_id, type, represents_application_id, created_at, updated_at)
     values ($1, 'live', 'operators', 'shop', 'service', $2, assay_now(), assay_now())`,
    [service, shop],
  )
  const draft = {
    kind: 'api_key',
    subjectId: service,
    applicationId: ASSAY_APPLICATION.id,
    scopes: CALLER_SCOPES,
  } as const
  const issued = await services.db.transaction((tx) =>
    issueCredential(tx, services, { type: 'system', name: 'test' }, now, { ...NOTHING_SET, ...draft }),
  )
  return issued.token
}

interface Answer {
  readonly status: number
  readonly json: ReturnType<typeof JSON.parse>
}

async function post(path: string, body: object = {}): Promise<Answer> {
  const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
  const response = await fetch(`http://127.0.0.1:${api.port}${path}`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  })
  return { status: response.status, json: await response.json() }
}

/** What the data plane has acknowledged to a client, and what it answered meanwhile. */
const acknowledged = { alive: new Set<string>(), ended: new Set<string>() }
const statuses = new Set<number>()
const answeredActiveAfterItsEnd: string[] = []
let turns = 0

/** One customer: signs in, is verified, and leaves by a revoke, by a cutoff, or not at all. */
async function live(customer: number): Promise<void> {
  const subject = { external_id: `customer-${customer}-${turns++}` }
  const issued = await post('/v1/sessions', { subject })
  statuses.add(issued.status)
  if (issued.status !== 201) return
  const { token, credential } = issued.json
  acknowledged.alive.add(token)
  await judge(token)
  if (customer % 3 === 0) return
  const path =
    customer % 3 === 1 ? `/v1/credentials/${credential.id}/revoke` : `/v1/subjects/${subject.external_id}/end-all`
  // From here on it may have ended, whether or not we are told so.
  acknowledged.alive.delete(token)
  const ended = await post(path)
  statuses.add(ended.status)
  if (ended.status === 200) acknowledged.ended.add(token)
  await judge(token)
}

async function judge(token: string): Promise<void> {
  const mustBeEnded = acknowledged.ended.has(token)
  const { status, json } = await post('/v1/verify', { token })
  statuses.add(status)
  if (mustBeEnded && json.active === true) answeredActiveAfterItsEnd.push(token)
}

/** Twelve customers live through it. They have left before anything is judged or closed, also when it fails. */
async function underLoad(happens: () => Promise<void>): Promise<void> {
  let running = true
  const customers = Array.from({ length: 12 }, async (_, customer) => {
    while (running) await live(customer)
  })
  try {
    await happens()
  } finally {
    running = false
    await Promise.allSettled(customers)
  }
  await Promise.all(customers)
}

async function killAndRecover(): Promise<void> {
  const killed = postgres.processId()
  statuses.delete(503)
  process.kill(killed, 'SIGKILL')
  await expect.poll(() => statuses.has(503), { timeout: 60_000, interval: 5 }).toBe(true)
  await expect.poll(() => postgres.processId(), { timeout: 60_000 }).not.toBe(killed)
  const recovered = async () => (await fetch(`http://127.0.0.1:${api.port}/ready`)).status
  await expect.poll(recovered, { timeout: 60_000 }).toBe(200)
}

describe('Postgres killed under load', () => {
  it('loses nothing acknowledged; calls meet 503 and never a wrong yes; it recovers by itself', {
    timeout: 300_000,
  }, async () => {
    await underLoad(async () => {
      for (let kills = 1; kills <= 2; kills += 1) {
        const before = acknowledged.ended.size
        await expect.poll(() => acknowledged.ended.size, { timeout: 60_000 }).toBeGreaterThan(before + 30)
        await killAndRecover()
      }
    })

    expect([...statuses].sort()).toEqual([200, 201, 503])
    await expect.poll(() => pool.totalCount - pool.idleCount, { message: 'connections lost to the outages' }).toBe(0)
    expect(answeredActiveAfterItsEnd).toEqual([])
    const verdicts = async (tokens: Iterable<string>) => {
      const all: unknown[] = []
      for (const token of tokens) all.push((await post('/v1/verify', { token, touch: false })).json.active)
      return all
    }
    expect(new Set(await verdicts(acknowledged.alive))).toEqual(new Set([true]))
    expect(new Set(await verdicts(acknowledged.ended))).toEqual(new Set([false]))
  })
})
