import { and, eq } from 'drizzle-orm'
import type { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { entry } from '@/lib/audit/entry'
import { evaluate } from '@/lib/core/evaluate'
import { type Facts, NO_EXPECTATION } from '@/lib/core/facts'
import { asOf, type UseMinute } from '@/lib/core/history'
import type { Instant } from '@/lib/core/instant'
import type { PolicyVersion } from '@/lib/core/policy'
import type { Verdict } from '@/lib/core/verdict'
import { readRequestId } from '@/lib/crypto/id'
import type { WriteArguments } from '../command'
import { command } from '../command'
import type { Config } from '../config-cache'
import { type CredentialView, viewCredential } from '../credential-view'
import { notFound } from '../errors'
import { judgeStored } from '../judge/judge'
import { originWithoutStore, type Presentation, presentParts } from '../judge/present'
import { readCredential, readCredentials, type StoredCredential } from '../judge/read-records'
import { readUses } from '../judge/read-uses'
import { ExplainInput } from './schemas'

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
  readonly refusals: readonly { readonly at: Instant; readonly reason: string; readonly count: number }[]
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
  readonly userAgent: string | null
  readonly callerIp: string | null
  readonly sentAt: Instant | null
}

type Arguments = WriteArguments<z.output<typeof ExplainInput>>

/** Explains a token, a credential at any instant, or one refused request. Observing is not using: nothing is counted; the read is entered. */
export const explain = command({
  permission: 'tokens.explain',
  input: ExplainInput,
  async run(args: Arguments) {
    const config = await args.services.config.current()
    const found = await explainBy(args, config)
    const target = {
      targetType: 'credential',
      targetId: found.credential?.id ?? null,
      subjectId: found.credential?.subject.id ?? null,
    } as const
    const detail = {
      by: args.input.by,
      credentialId: found.credential?.id ?? null,
      reason: found.verdict.reason,
      at: found.verdict.judgedAt === args.now ? null : found.verdict.judgedAt,
    }
    return { result: found, entries: [entry('token.explained', target, detail)] }
  },
})

function explainBy(args: Arguments, config: Config): Promise<Explanation> {
  const { input } = args
  switch (input.by) {
    case 'token':
      return explainToken(args, config, input.token)
    case 'credential':
      return explainCredential(args, config, input.credentialId, input.at ?? args.now)
    case 'request':
      return explainRequest(args, config, input.requestId)
  }
}

type Described = Extract<Arguments['input'], { by: 'token' }>['token']

async function explainToken(args: Arguments, config: Config, token: Described): Promise<Explanation> {
  const { services, now } = args
  const presentation = presentDescribed(args, token)
  const origin = originWithoutStore(presentation, config)
  if (origin !== null && origin !== 'key_missing_here') {
    const facts: Facts = {
      verifier: { verifier: 'ready' },
      shape: presentation.shape,
      origin,
      record: null,
      policies: [],
      expected: NO_EXPECTATION,
    }
    return unmatched(evaluate(facts, now), now)
  }
  const [stored] = await readCredentials(args.tx, config, eq(credential.selector, presentation.head?.selector ?? ''))
  const judged = judgeStored(services.keyring, { now, config }, presentation, stored ?? null, NO_EXPECTATION)
  if (judged.record === null || stored === undefined) return unmatched(judged.verdict, now)
  return matched(args, config, stored, judged.verdict, null)
}

function presentDescribed({ services }: Arguments, token: Described): Presentation {
  if (token.shape !== 'well_formed') return { shape: token, head: null, secretDigest: null, tag: 'not_checked' }
  const { secretDigestHex, ...shape } = token
  return presentParts(services.keyring, shape, Buffer.from(secretDigestHex, 'hex'))
}

async function explainCredential(
  args: Arguments,
  config: Config,
  credentialId: string,
  at: Instant,
): Promise<Explanation> {
  const stored = await readCredential(args.tx, config, credentialId)
  if (stored === null) throw notFound('credential')
  const uses = await readUses(args.tx, credentialId)
  return matched(args, config, stored, evaluate(factsOf(stored, config, uses, at), at), null)
}

async function explainRequest(args: Arguments, config: Config, requestId: string): Promise<Explanation> {
  const { row, judgedAt } = await findRefusal(args, requestId)
  const recorded = toRecorded(row, requestId, judgedAt, config)
  const verdict = recordedVerdict(row, judgedAt, config)
  const stored = row.credentialId === null ? null : await readCredential(args.tx, config, row.credentialId)
  if (stored === null) return { ...unmatched(verdict, args.now), recorded }
  if (judgedAt === row.evidence.judgedAt) return matched(args, config, stored, verdict, recorded)
  const uses = await readUses(args.tx, stored.record.id)
  const facts = { ...factsOf(stored, config, uses, judgedAt), expected: row.evidence.expected }
  return matched(args, config, stored, evaluate(facts, judgedAt), recorded)
}

async function findRefusal({ tx }: Arguments, requestId: string) {
  const parsed = readRequestId(requestId)
  if (parsed === null) throw notFound('request')
  const [found] = await tx
    .select({ row: refusal, judgedAt: refusalRequest.judgedAt })
    .from(refusalRequest)
    .innerJoin(refusal, eq(refusal.id, refusalRequest.refusalId))
    .where(and(eq(refusalRequest.requestAt, parsed.at), eq(refusalRequest.requestId, parsed.id)))
  if (found === undefined) throw notFound('request')
  return found
}

type RefusalRow = typeof refusal.$inferSelect

function recordedVerdict(row: RefusalRow, judgedAt: Instant, config: Config): Verdict {
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
  const { id, count, firstAt, lastAt, applicationId, subjectId, ip, country, userAgent, callerIp } = row
  const applicationName = config.applications.get(applicationId)?.name ?? 'An application since removed'
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
    userAgent,
    callerIp,
    sentAt,
  }
}

function factsOf(stored: StoredCredential, config: Config, uses: readonly UseMinute[], at: Instant): Facts {
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

async function matched(
  args: Arguments,
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
    .where(eq(refusal.credentialId, record.id))
    .orderBy(refusal.lastAt)
    .limit(500)
  return {
    verdict,
    recorded,
    credential: viewCredential(stored, config, args.now),
    facts: factsOf(stored, config, uses, args.now),
    policies: config.policiesFor(record.applicationId, record.kind),
    uses,
    refusals,
    now: args.now,
  }
}

function unmatched(verdict: Verdict, now: Instant): Explanation {
  return { verdict, recorded: null, credential: null, facts: null, policies: [], uses: [], refusals: [], now }
}
