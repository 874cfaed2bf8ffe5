import { type Reason, reasonFacts } from '@/lib/core/reasons'
import { explainVerdict } from '@/lib/locale/en/explain'
import type { Judged } from '@/lib/services/judge/judge'
import { mayLearnOf, verifyToken } from '@/lib/services/tokens/verify'
import { type Call, endpoint, presentedToken } from '../endpoint'
import { guidanceBody } from '../guidance'
import { formatTimestamp, formatTimestampOrNull } from '../schemas/fields'
import { type VerifyAnswer, VerifyAnswer as VerifyAnswerSchema, VerifyBody } from '../schemas/verify'

export const verify = endpoint({
  method: 'post',
  path: '/v1/verify',
  tag: 'Tokens',
  summary: 'Verify a token',
  description: 'Answers 200 for every verdict. Send `status` and `challenge` on to your end user.',
  permission: 'tokens.verify',
  body: VerifyBody,
  token: (body) => body.token,
  answers: { 200: { description: 'The verdict.', schema: VerifyAnswerSchema } },
  async run(call, { body: { touch, locale, context = {} } }) {
    const judged = await verifyToken(call.context, call.caller, {
      ...presentedToken(call),
      touch,
      audience: context.audience ?? null,
      kind: context.kind ?? null,
      scopes: context.scopes ?? [],
      sentAt: context.sent_at ?? null,
      ip: context.ip ?? null,
      country: context.country ?? null,
      userAgent: context.user_agent ?? null,
    })
    return { status: 200, body: verdictBody(judged, call, { locale, recorded: touch }) }
  },
})

type Asked = Parameters<typeof guidanceBody>[3]

function verdictBody(judged: Judged, call: Call, asked: Asked): VerifyAnswer {
  const { verdict, record, subject } = judged
  if (verdict.reason !== null) return refusedBody(judged, verdict.reason, call, asked)
  if (record === null || subject === null) throw new Error('An active verdict lacks its credential')
  return {
    active: true,
    request_id: call.requestId,
    status: 200,
    credential: {
      id: record.id,
      kind: record.kind,
      scopes: [...record.scopes],
      application: record.audience,
      issued_at: formatTimestamp(record.issuedAt),
      ends_at: formatTimestampOrNull(verdict.endsAt),
    },
    subject: {
      id: subject.id,
      external_id: subject.externalId,
      type: subject.type,
      name: subject.name,
      email: subject.email,
    },
    ...(verdict.policy !== null && { policy_version: verdict.policy.version }),
  }
}

function refusedBody(judged: Judged, reason: Reason, call: Call, asked: Asked): VerifyAnswer {
  const guidance = guidanceBody(judged, reason, call, asked)
  const { publicCode, status } = reasonFacts(reason)
  return {
    active: false,
    request_id: call.requestId,
    // A failure of Assay has been answered as one before a verdict is told.
    status: status === 503 ? 401 : status,
    code: publicCode,
    ...challengeOf(reason, judged.expected.scopes, call.caller.slug),
    ...(call.caller.scopes.includes('reason:read') && privileged(judged, reason, call)),
    ...(guidance !== undefined && { guidance }),
  }
}

/** `WWW-Authenticate` for the end user, in the name of the application (RFC 6750 section 3). */
function challengeOf(reason: Reason, scopes: readonly string[], realm: string): { challenge?: string } {
  const { publicCode, status } = reasonFacts(reason)
  if (status === 429) return {}
  const scope = publicCode === 'insufficient_scope' ? `, scope="${scopes.join(' ')}"` : ''
  return { challenge: `Bearer realm="${realm}", error="${publicCode}"${scope}` }
}

function privileged({ verdict, record, subject }: Judged, reason: Reason, { caller, snapshot }: Call) {
  // Gate A is read off the token itself; everything after it from the store.
  const stored = record !== null && reasonFacts(reason).gate !== 'shape'
  if (stored && !mayLearnOf(caller, snapshot, record.applicationId)) return OF_ANOTHER_TEAM
  const { cause, since, policy, judgedAt } = verdict
  const subjectName = subject?.name ?? subject?.externalId ?? null
  const about = { kind: record?.kind ?? null, subjectName, applicationName: record?.audience ?? null }
  return {
    reason,
    detail: explainVerdict(verdict, { judgedAt, isNow: true, zone: 'UTC', ...about }).detail,
    ...(cause !== null && { cause }),
    ...(since !== null && { since: formatTimestamp(since) }),
    ...(policy !== null && { policy_version: policy.version }),
  }
}

/** Whose it is, whether it lives and what became of it is told to its own team. */
const OF_ANOTHER_TEAM = { reason: 'wrong_audience', detail: 'It was issued for another application.' } as const
