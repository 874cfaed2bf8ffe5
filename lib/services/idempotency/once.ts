import { and, eq, isNull, sql } from 'drizzle-orm'
import { idempotency } from '@/db/schema/idempotency'
import type { Services } from '../context'
import { record } from '../record'
import type { Transaction } from '../transaction'
import { openVault, type Vault } from './seal'

/** How long an answer is replayed, and how long a first call may take before another may start in its place. */
export const REPLAY_HOURS = 24
export const RUNNING_SECONDS = 60

/** A call that must happen once, named by its caller. */
export interface OnceRequest {
  readonly callerCredentialId: string
  /** D of the caller's secret; see `openVault`. */
  readonly secretDigest: Buffer
  readonly route: string
  readonly idempotencyKey: string
  /** Equal for equal requests. */
  readonly payload: string
}

export interface StoredAnswer {
  readonly status: number
  readonly body: string
}

export type OnceOutcome =
  | { readonly outcome: 'first' | 'replayed'; readonly answer: StoredAnswer }
  /** The key belongs to another payload. */
  | { readonly outcome: 'reused' }
  /** The first call has not answered yet. */
  | { readonly outcome: 'running' }

/**
 * Runs a call once for its key and keeps its answer, or gives the answer of the first time.
 * What `run` throws is not kept: the key is free again. Errors: ServiceError `unavailable`, and what `run` throws.
 */
export async function once(
  services: Services,
  request: OnceRequest,
  run: () => Promise<StoredAnswer>,
): Promise<OnceOutcome> {
  const vault = openVault(request.secretDigest, request.route, request.idempotencyKey)
  const claim = await record(services.db, (tx) => claimOrRead(tx, request, vault))
  if (claim.claimedAt === null) return standing(claim.found, vault, request.payload)
  const answer = await run().catch(async (error: unknown) => {
    await release(services, request, vault, claim.claimedAt).catch(() => undefined)
    throw error
  })
  // The call has happened: its answer goes out even where it could not be kept for a second asking.
  await keep(services, request, vault, claim.claimedAt, answer).catch(() => undefined)
  return { outcome: 'first', answer }
}

interface Found {
  readonly fingerprint: Buffer
  readonly status: number | null
  readonly sealedBody: Buffer | null
}

type Claim = { readonly claimedAt: number } | { readonly claimedAt: null; readonly found: Found | null }

/** Takes a free key, an expired one, or one whose first call broke off; otherwise reads what stands there. */
async function claimOrRead(tx: Transaction, request: OnceRequest, vault: Vault): Promise<Claim> {
  const fingerprint = vault.fingerprint(request.payload)
  const [claimed] = await tx
    .insert(idempotency)
    .values({
      callerCredentialId: request.callerCredentialId,
      route: request.route,
      keyDigest: vault.keyDigest,
      fingerprint,
      createdAt: sql`assay_now()`,
    })
    .onConflictDoUpdate({
      target: [idempotency.callerCredentialId, idempotency.route, idempotency.keyDigest],
      set: { fingerprint, status: null, sealedBody: null, createdAt: sql`excluded.created_at` },
      setWhere: sql`${idempotency.createdAt} <= assay_now() - ${REPLAY_HOURS} * interval '1 hour'
        or (${idempotency.status} is null and ${idempotency.fingerprint} = excluded.fingerprint
            and ${idempotency.createdAt} <= assay_now() - ${RUNNING_SECONDS} * interval '1 second')`,
    })
    .returning({ claimedAt: idempotency.createdAt })
  if (claimed !== undefined) return claimed
  const [found] = await tx.select().from(idempotency).where(isRow(request, vault))
  return { claimedAt: null, found: found ?? null }
}

function standing(found: Found | null, vault: Vault, payload: string): OnceOutcome {
  if (found === null) return { outcome: 'running' }
  if (!found.fingerprint.equals(vault.fingerprint(payload))) return { outcome: 'reused' }
  if (found.status === null || found.sealedBody === null) return { outcome: 'running' }
  return { outcome: 'replayed', answer: { status: found.status, body: vault.open(found.sealedBody) } }
}

/** Only the call that holds the claim keeps an answer: one that was replaced meanwhile changes nothing. */
async function keep(
  services: Services,
  request: OnceRequest,
  vault: Vault,
  claimedAt: number,
  answer: StoredAnswer,
): Promise<void> {
  await record(services.db, (tx) =>
    tx
      .update(idempotency)
      .set({ status: answer.status, sealedBody: vault.seal(answer.body) })
      .where(isClaim(request, vault, claimedAt)),
  )
}

async function release(services: Services, request: OnceRequest, vault: Vault, claimedAt: number): Promise<void> {
  await record(services.db, (tx) => tx.delete(idempotency).where(isClaim(request, vault, claimedAt)))
}

function isRow({ callerCredentialId, route }: OnceRequest, { keyDigest }: Vault) {
  return and(
    eq(idempotency.callerCredentialId, callerCredentialId),
    eq(idempotency.route, route),
    eq(idempotency.keyDigest, keyDigest),
  )
}

function isClaim(request: OnceRequest, vault: Vault, claimedAt: number) {
  return and(isRow(request, vault), eq(idempotency.createdAt, claimedAt), isNull(idempotency.status))
}
