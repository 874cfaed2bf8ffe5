import { and, eq, ne, sql } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { credentialLive } from '@/db/schema/credential-live'
import { refusal } from '@/db/schema/refusal'
import { type Facts, NO_EXPECTATION } from '@/lib/core/facts'
import { asOf, type UseMinute } from '@/lib/core/history'
import type { Instant } from '@/lib/core/instant'
import type { PolicyVersion } from '@/lib/core/policy'
import type { Reason } from '@/lib/core/reasons'
import type { Verdict } from '@/lib/core/verdict'
import type { WriteArguments } from './command'
import type { Config } from './config-cache'
import { type CredentialView, viewCredential } from './credential-view'
import { readCredentials, type StoredCredential } from './judge/read-records'
import { readUses } from './judge/read-uses'
import { type Veil, veiled } from './masking'
import { withinReach } from './reach'
import { type Generation, readFamily } from './read-family'
import type { Reader } from './transaction'

/** A verdict with everything needed to tell it, and to judge any other instant in the browser. */
export interface Explanation {
  readonly verdict: Verdict
  /** `recorded`: the verdict is the one a refusal stored; otherwise it was judged just now for its instant. */
  readonly recorded: RecordedRefusal | null
  readonly credential: CredentialView | null
  /** Facts for judging other instants; null where no credential was matched. */
  readonly facts: Facts | null
  readonly policies: readonly PolicyVersion[]
  readonly uses: readonly UseMinute[]
  readonly refusals: readonly { readonly at: Instant; readonly reason: Reason; readonly count: number }[]
  /** Its predecessors and successors by renewal or rotation, itself among them, oldest first; empty where it stands alone. */
  readonly family: readonly Generation[]
  /** When the successor was issued, where there is one. */
  readonly successorIssuedAt: Instant | null
  /** What else its owner holds that is not ended, newest use first, at most five. */
  readonly others: readonly CredentialView[]
  readonly now: Instant
}

/** What a refused presentation left behind. */
export interface RecordedRefusal {
  readonly id: string
  readonly requestId: string
  readonly judgedAt: Instant
  readonly count: number
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly applicationId: string
  readonly applicationName: string
  readonly subjectId: string | null
  readonly ip: string | null
  readonly country: string | null
  /** "Firefox 144 · Windows", read from the reported user agent. */
  readonly device: string | null
  readonly callerIp: string | null
  readonly sentAt: Instant | null
}

/** Facts for judging a stored credential by its id at `at`, as it stood then. */
export function factsOf(stored: StoredCredential, config: Config, uses: readonly UseMinute[], at: Instant): Facts {
  const record = asOf(stored.record, uses, at)
  return {
    verifier: { verifier: 'ready' },
    shape: null,
    origin: { origin: 'not_asked' },
    record,
    policies: config.policiesFor(record.applicationId, record.kind),
    expected: NO_EXPECTATION,
  }
}

type Seen = Pick<WriteArguments<unknown>, 'tx' | 'reach' | 'now'> & { readonly veil: Veil }

/** An explanation of a verdict on a matched credential, as far as it may be seen. */
export async function matched(
  args: Seen,
  config: Config,
  stored: StoredCredential,
  verdict: Verdict,
  recorded: RecordedRefusal | null,
): Promise<Explanation> {
  const { record } = stored
  const uses = await readUses(args.tx, record.id)
  const refusals = await args.tx
    .select({ at: refusal.lastAt, reason: refusal.reason, count: refusal.count })
    .from(refusal)
    .where(and(eq(refusal.credentialId, record.id), withinReach(args.reach, refusal.applicationId)))
    .orderBy(refusal.lastAt)
    .limit(500)
  return {
    verdict: veiled(args.veil, record, verdict),
    recorded,
    credential: viewCredential(stored, config, args.now, args.veil),
    facts: veiled(args.veil, record, factsOf(stored, config, uses, args.now)),
    policies: config.policiesFor(record.applicationId, record.kind),
    uses,
    refusals,
    family: await readFamily(args, config, stored),
    successorIssuedAt: await issuedAt(args.tx, record.successorId),
    others: await othersOf(args, config, stored),
    now: args.now,
  }
}

/** An explanation of a verdict that matched nothing. */
export function unmatched(verdict: Verdict, now: Instant): Explanation {
  return {
    verdict,
    recorded: null,
    credential: null,
    facts: null,
    policies: [],
    uses: [],
    refusals: [],
    family: [],
    successorIssuedAt: null,
    others: [],
    now,
  }
}

async function issuedAt(tx: Reader, credentialId: string | null): Promise<Instant | null> {
  if (credentialId === null) return null
  const [row] = await tx.select({ at: credential.issuedAt }).from(credential).where(eq(credential.id, credentialId))
  return row?.at ?? null
}

async function othersOf(
  { tx, reach, veil, now }: Seen,
  config: Config,
  { record }: StoredCredential,
): Promise<CredentialView[]> {
  const newest = sql`${credential.id} in (select ${credentialLive.credentialId} from ${credentialLive}
    where ${and(
      eq(credentialLive.subjectId, record.subjectId),
      ne(credentialLive.credentialId, record.id),
      withinReach(reach, credentialLive.applicationId),
    )}
    order by ${credentialLive.lastUsedAt} desc limit ${OTHERS_MAX})`
  const views = (await readCredentials(tx, config, newest)).map((each) => viewCredential(each, config, now, veil))
  return views.filter((view) => view.state !== 'ended').sort((a, b) => b.lastUsedAt - a.lastUsedAt)
}

const OTHERS_MAX = 5
