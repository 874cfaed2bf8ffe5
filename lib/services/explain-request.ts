import { and, eq } from 'drizzle-orm'
import { credential } from '@/db/schema/credential'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { evaluate } from '@/lib/core/evaluate'
import type { Instant } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { type Reason, reasonFacts } from '@/lib/core/reasons'
import type { Verdict } from '@/lib/core/verdict'
import { readRequestId } from '@/lib/crypto/id'
import { deviceOf } from '@/lib/format/device'
import type { WriteArguments } from './command'
import type { Config } from './config-cache'
import { notFound } from './errors'
import { type Explanation, factsOf, matched, type RecordedRefusal, unmatched } from './explanation'
import { readCredential, type StoredCredential } from './judge/read-records'
import { readUses } from './judge/read-uses'
import { type Veil, veiled } from './masking'
import { OWNING, type RefusalRow, withoutForeign } from './out-of-reach'

type Args = Pick<WriteArguments<unknown>, 'tx' | 'reach' | 'now'> & { readonly veil: Veil }

/** Explains one refused request from what it left behind. Errors: `not_found`, also for one that was asked out of reach. */
export async function explainRequest(args: Args, config: Config, requestId: string): Promise<Explanation> {
  const { row, judgedAt } = await findRefusal(args, config, requestId)
  const about = { subjectId: row.subjectId, applicationId: row.applicationId }
  const recorded = veiled(args.veil, about, toRecorded(row, requestId, judgedAt, config))
  const verdict = recordedVerdict(row, judgedAt, config)
  const stored = row.credentialId === null ? null : await readCredential(args.tx, config, row.credentialId)
  if (stored === null || !reaches(args.reach, stored.record.applicationId))
    return { ...unmatched(veiled(args.veil, about, verdict), args.now), recorded }
  if (judgedAt === row.evidence.judgedAt || !wasProven(row.reason))
    return matched(args, config, stored, verdict, recorded)
  return matched(args, config, stored, await judgeAgain(args, config, { row, judgedAt, stored }), recorded)
}

/** A tampered token only imitates the credential it is filed under: it is never judged as that one. */
function wasProven(reason: Reason): boolean {
  const { gate } = reasonFacts(reason)
  return gate !== 'shape' && gate !== 'origin'
}

interface Repetition {
  readonly row: RefusalRow
  readonly judgedAt: Instant
  readonly stored: StoredCredential
}

/** A later presentation of the same: judged at its own instant, with what the first one expected and proved. */
async function judgeAgain({ tx }: Args, config: Config, { row, judgedAt, stored }: Repetition): Promise<Verdict> {
  const uses = await readUses(tx, stored.record.id)
  const { expected, checks, judgedAt: firstAt } = row.evidence
  // Each presentation has its own clock reading; the difference is what the first one reported.
  const sentAt = expected.sentAt === null ? null : expected.sentAt + (judgedAt - firstAt)
  // What was refused before keys had address lists says nothing of its source.
  const source = expected.source ?? null
  const facts = { ...factsOf(stored, config, uses, judgedAt), expected: { ...expected, source, sentAt } }
  const verdict = evaluate(facts, judgedAt)
  const proved = checks.filter(({ gate }) => gate === 'shape' || gate === 'origin')
  return { ...verdict, checks: [...proved, ...verdict.checks] }
}

async function findRefusal({ tx, reach }: Args, config: Config, requestId: string) {
  const parsed = readRequestId(requestId)
  if (parsed === null) throw notFound('request')
  const [found] = await tx
    .select({ row: refusal, owningApplicationId: OWNING.applicationId, judgedAt: refusalRequest.judgedAt })
    .from(refusalRequest)
    .innerJoin(refusal, eq(refusal.id, refusalRequest.refusalId))
    .leftJoin(credential, OWNING.on)
    .where(and(eq(refusalRequest.requestAt, parsed.at), eq(refusalRequest.requestId, parsed.id)))
  if (found === undefined || !reaches(reach, found.row.applicationId)) throw notFound('request')
  return { row: withoutForeign(found, reach, config), judgedAt: found.judgedAt }
}

/** The verdict a refusal stored, at one of its instants. */
export function recordedVerdict(row: RefusalRow, judgedAt: Instant, config: Config): Verdict {
  return {
    active: false,
    reason: row.reason,
    cause: row.cause,
    since: row.evidence.since,
    also: row.evidence.also,
    checks: row.evidence.checks,
    policy: config.policyById(row.policyVersionId),
    endsAt: null,
    judgedAt,
  }
}

function toRecorded(row: RefusalRow, requestId: string, judgedAt: Instant, config: Config): RecordedRefusal {
  const { id, count, firstAt, lastAt, applicationId, subjectId, ip, country, callerIp } = row
  const applicationName = applicationNameOf(applicationId, config)
  const device = deviceOf(row.userAgent)?.exact ?? null
  const sentAt = judgedAt === row.evidence.judgedAt ? row.evidence.expected.sentAt : null
  return {
    id,
    requestId,
    judgedAt,
    count,
    firstAt,
    lastAt,
    applicationId,
    applicationName,
    subjectId,
    ip,
    country,
    device,
    callerIp,
    sentAt,
  }
}

/** What an application is called, also once it is gone. */
export function applicationNameOf(applicationId: string, config: Config): string {
  return config.applications.get(applicationId)?.name ?? 'An application since removed'
}
