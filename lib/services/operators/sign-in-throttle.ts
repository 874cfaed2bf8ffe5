import { createHmac } from 'node:crypto'
import { and, eq, gt, inArray, sql } from 'drizzle-orm'
import ipaddr from 'ipaddr.js'
import { signInThrottle } from '@/db/schema/operator'
import { HOUR, type Instant, MINUTE, SECOND } from '@/lib/core/instant'
import type { Services } from '../context'
import { ServiceError } from '../errors'
import { databaseNow } from '../query'
import { record } from '../record'
import type { Transaction } from '../transaction'

/** An attempt that was let through and counts as failed until it is said to have succeeded. */
export interface SignInAttempt {
  readonly keys: readonly Buffer[]
  readonly at: Instant
  /** Whether one more failure from here will have to wait: the moment worth an audit entry. */
  readonly last: boolean
}

/**
 * Failures count per account and address block, and per address block, within an hour. Never per account alone: guesses from
 * elsewhere must not keep its owner out (OWASP ASVS 6.1.1, anti-automation without malicious lockout).
 */
const PAIR_FREE = 5
const BLOCK_FREE = 30
const DELAY_FIRST = 30 * SECOND
const DELAY_MAX = 15 * MINUTE
const MEMORY = HOUR

/**
 * Lets an attempt through, counting it as failed before the password is looked at, so that guesses sent at once count each.
 * Errors: `too_many_attempts` with the seconds to wait; the answer depends on this caller's own attempts only.
 */
export async function takeAttempt(services: Services, email: string, ip: string | null): Promise<SignInAttempt> {
  const [pair, block] = keysOf(services, email, ip)
  return record(services.db, async (tx) => {
    await lockKeys(tx, [pair, block])
    const now = await databaseNow(tx)
    const pairWait = await waitOf(tx, pair, PAIR_FREE, now)
    const blockWait = await waitOf(tx, block, BLOCK_FREE, now)
    const wait = Math.max(pairWait.milliseconds, blockWait.milliseconds)
    if (wait > 0) throw tooManyAttempts(Math.ceil(wait / SECOND))
    await forget(tx, now)
    const at = now - (now % SECOND)
    await count(tx, [pair, block], at)
    return { keys: [pair, block], at, last: pairWait.failures + 1 >= PAIR_FREE || blockWait.failures + 1 >= BLOCK_FREE }
  })
}

/** The password was right: this account's failures from here are forgotten, and the address block gets its one back. */
export async function forgiveAttempt(services: Services, { keys: [pair, block], at }: SignInAttempt): Promise<void> {
  if (pair === undefined || block === undefined) return
  await record(services.db, async (tx) => {
    await lockKeys(tx, [pair, block])
    await tx.delete(signInThrottle).where(eq(signInThrottle.key, pair))
    await tx
      .update(signInThrottle)
      .set({ failures: sql`${signInThrottle.failures} - 1` })
      .where(and(eq(signInThrottle.key, block), eq(signInThrottle.windowStart, at), gt(signInThrottle.failures, 0)))
  })
}

/** 0 while attempts are free, then 30 s, doubling to 15 min. */
export function delayAfter(failures: number, free: number): number {
  return failures < free ? 0 : Math.min(DELAY_FIRST * 2 ** (failures - free), DELAY_MAX)
}

/** The network an address belongs to: /24, or /56 for IPv6, where one household holds at least that much. */
export function addressBlock(ip: string | null): string {
  if (ip === null || !ipaddr.isValid(ip)) return 'unknown'
  const address = ipaddr.process(ip)
  return address
    .toByteArray()
    .slice(0, address.kind() === 'ipv4' ? 3 : 7)
    .join('.')
}

/** Keyed, so that the table names neither accounts nor addresses. */
function keysOf({ keyring }: Services, email: string, ip: string | null): [Buffer, Buffer] {
  const pepper = keyring.peppers.get(keyring.currentPepperVersion)
  if (pepper === undefined) throw new Error(`The keyring lacks pepper ${keyring.currentPepperVersion}`)
  const block = addressBlock(ip)
  const key = (parts: readonly string[]) =>
    createHmac('sha256', pepper)
      .update(JSON.stringify(['sign-in throttle', ...parts]))
      .digest()
  return [key([email.toLowerCase(), block]), key([block])]
}

/** One attempt of a key at a time; in ascending order, so that two never wait for each other. */
async function lockKeys(tx: Transaction, keys: readonly Buffer[]): Promise<void> {
  const ids = keys.map((key) => key.readBigInt64BE()).sort((a, b) => (a < b ? -1 : 1))
  for (const id of ids) await tx.execute(sql`select pg_advisory_xact_lock(${id.toString()}::bigint)`)
}

async function waitOf(tx: Transaction, key: Buffer, free: number, now: Instant) {
  const rows = await tx
    .select({ at: signInThrottle.windowStart, failures: signInThrottle.failures })
    .from(signInThrottle)
    .where(and(eq(signInThrottle.key, key), gt(signInThrottle.windowStart, now - MEMORY)))
  const counted = rows.filter((row) => row.failures > 0)
  const failures = counted.reduce((sum, row) => sum + row.failures, 0)
  const latest = Math.max(0, ...counted.map((row) => row.at))
  return { failures, milliseconds: Math.max(0, latest + delayAfter(failures, free) - now) }
}

async function count(tx: Transaction, keys: readonly Buffer[], at: Instant): Promise<void> {
  await tx
    .insert(signInThrottle)
    .values(keys.map((key) => ({ key, windowStart: at, failures: 1 })))
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
  return new ServiceError('too_many_attempts', 'Too many attempts from this network. Wait a little and try again.', {
    retryAfterSeconds,
  })
}
