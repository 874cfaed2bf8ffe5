import { createHmac } from 'node:crypto'
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import { signInThrottle } from '@/db/schema/operator'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import { addressBlock } from '../address-block'
import type { Services } from '../context'
import { ServiceError } from '../errors'
import { databaseNow } from '../query'
import { record } from '../record'
import type { Transaction } from '../transaction'

/** Whose attempts are counted together: failures within an hour delay the next one once `free` of them were made. */
export interface Lane {
  readonly name: readonly string[]
  readonly free: number
  /** What a success takes back: all failures of the lane, or only its own attempt. */
  readonly forgives: 'all' | 'own'
}

/** An attempt that was let through and counts as failed until it is said to have succeeded. */
export interface Attempt {
  readonly lanes: readonly (Lane & { readonly key: Buffer })[]
  readonly at: Instant
  /** Whether one more failure from here will have to wait: the moment worth an audit entry. */
  readonly last: boolean
}

const FREE = 5
const BLOCK_FREE = 30
const DELAY_FIRST = 30 * SECOND
const DELAY_MAX = 15 * MINUTE
const MEMORY = HOUR

/**
 * Passwords at the door. Never per account alone: guesses from elsewhere must not keep its owner out (OWASP ASVS 6.3.1). A
 * device they signed in with before has a lane of its own: not even guesses from the network they share with it count there.
 */
export function doorLanes(account: string, ip: string | null, knownDevice: string | null): readonly Lane[] {
  if (knownDevice !== null) return [lane(['device', account.toLowerCase(), knownDevice])]
  return [lane([account.toLowerCase(), addressBlock(ip)]), ...networkLanes(ip)]
}

/** Codes after the right password: all strangers share one lane of the account, each known device has its own. */
export function factorLanes(operatorId: string, knownDevice: string | null): readonly Lane[] {
  return [lane(['factor', operatorId, knownDevice ?? 'elsewhere'])]
}

/** Who says at the door that they forgot a password: in lanes of their own, so that asking holds up nobody who signs in. */
export function forgottenLanes(account: string, ip: string | null): readonly Lane[] {
  const block = addressBlock(ip)
  return [
    lane(['forgotten', account.toLowerCase(), block]),
    { name: ['forgotten', block], free: BLOCK_FREE, forgives: 'own' },
  ]
}

/** What names no account before it has proved itself: passkeys. */
export function networkLanes(ip: string | null): readonly Lane[] {
  return [{ name: [addressBlock(ip)], free: BLOCK_FREE, forgives: 'own' }]
}

/** Passwords and codes asked for again within a session: whoever stole it must not guess on. */
export function sessionLanes(account: string, sessionId: string): readonly Lane[] {
  return [lane(['session', account.toLowerCase(), sessionId])]
}

function lane(name: readonly string[]): Lane {
  return { name, free: FREE, forgives: 'all' }
}

/**
 * Lets an attempt through, counting it as failed before anything is compared, so that guesses sent at once count each.
 * Errors: `too_many_attempts` with the seconds to wait; the answer depends on the attempts in these lanes only.
 */
export async function takeAttempt(services: Services, lanes: readonly Lane[]): Promise<Attempt> {
  const keyed = lanes.map((each) => ({ ...each, key: keyOf(services, each.name) }))
  return record(services.db, async (tx) => {
    await lockKeys(tx, keyed)
    const now = await databaseNow(tx)
    const waits: Wait[] = []
    for (const each of keyed) waits.push(await waitOf(tx, each, now))
    const wait = Math.max(...waits.map(({ milliseconds }) => milliseconds))
    if (wait > 0) throw tooManyAttempts(Math.ceil(wait / SECOND))
    await forget(tx, now)
    const at = now - (now % SECOND)
    await count(tx, keyed, at)
    return { lanes: keyed, at, last: waits.some(({ last }) => last) }
  })
}

/** It succeeded: what was counted against it is taken back. */
export async function forgiveAttempt(services: Services, { lanes, at }: Attempt): Promise<void> {
  await record(services.db, async (tx) => {
    await lockKeys(tx, lanes)
    for (const { key, forgives } of lanes) {
      if (forgives === 'all') await tx.delete(signInThrottle).where(eq(signInThrottle.key, key))
      else await takeBack(tx, key, at)
    }
  })
}

async function takeBack(tx: Transaction, key: Buffer, at: Instant): Promise<void> {
  await tx
    .update(signInThrottle)
    .set({ failures: sql`${signInThrottle.failures} - 1` })
    .where(and(eq(signInThrottle.key, key), eq(signInThrottle.windowStart, at), gt(signInThrottle.failures, 0)))
}

/** 0 while attempts are free, then 30 s, doubling to 15 min. */
export function delayAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(DELAY_FIRST * 2 ** (failures - free), DELAY_MAX)
}

/** Keyed, so that the table names neither accounts nor addresses. */
function keyOf({ keyring }: Services, name: readonly string[]): Buffer {
  const pepper = keyring.peppers.get(keyring.currentPepperVersion)
  if (pepper === undefined) throw new Error(`The keyring lacks pepper ${keyring.currentPepperVersion}`)
  return createHmac('sha256', pepper)
    .update(JSON.stringify(['sign-in throttle', ...name]))
    .digest()
}

/** One attempt of a lane at a time; in ascending order, so that two never wait for each other. */
async function lockKeys(tx: Transaction, lanes: Attempt['lanes']): Promise<void> {
  const ids = lanes.map(({ key }) => key.readBigInt64BE()).sort((a, b) => (a < b ? -1 : 1))
  for (const id of ids) await tx.execute(sql`select pg_advisory_xact_lock(${id.toString()}::bigint)`)
}

interface Wait {
  readonly milliseconds: number
  /** Whether one more failure makes the next one wait. */
  readonly last: boolean
}

async function waitOf(tx: Transaction, { key, free }: Attempt['lanes'][number], now: Instant): Promise<Wait> {
  const rows = await tx
    .select({ at: signInThrottle.windowStart, failures: signInThrottle.failures })
    .from(signInThrottle)
    .where(and(eq(signInThrottle.key, key), gt(signInThrottle.windowStart, now - MEMORY)))
  const counted = rows.filter((row) => row.failures > 0)
  const failures = counted.reduce((sum, row) => sum + row.failures, 0)
  const latest = Math.max(0, ...counted.map((row) => row.at))
  return { milliseconds: Math.max(0, latest + delayAfter(failures, free) - now), last: failures + 1 >= free }
}

async function count(tx: Transaction, lanes: Attempt['lanes'], at: Instant): Promise<void> {
  if (lanes.length === 0) return
  await tx
    .insert(signInThrottle)
    .values(lanes.map(({ key }) => ({ key, windowStart: at, failures: 1 })))
    .onConflictDoUpdate({
      target: [signInThrottle.key, signInThrottle.windowStart],
      set: { failures: sql`${signInThrottle.failures} + 1` },
    })
}

/** Rows that no longer count go in small steps, past those another attempt is holding. */
async function forget(tx: Transaction, now: Instant): Promise<void> {
  const old = tx
    .select({ place: sql`ctid` })
    .from(signInThrottle)
    .where(sql`${signInThrottle.windowStart} < ${new Date(now - MEMORY).toISOString()}`)
    .limit(100)
    .for('update', { skipLocked: true })
  await tx.delete(signInThrottle).where(inArray(sql`ctid`, old))
}

function tooManyAttempts(retryAfterSeconds: number): ServiceError {
  return new ServiceError('too_many_attempts', 'Too many attempts. Wait a little and try again.', {
    retryAfterSeconds,
  })
}
