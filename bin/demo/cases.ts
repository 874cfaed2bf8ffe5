import { and, desc, eq } from 'drizzle-orm'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import type { RootCause } from '@/lib/core/case'
import { HOUR, type Instant, MINUTE } from '@/lib/core/instant'
import type { Reason } from '@/lib/core/reasons'
import { formatRequestId } from '@/lib/crypto/id'
import { assignCase } from '@/lib/services/cases/assign'
import { openCase } from '@/lib/services/cases/open'
import { reportByCustomer } from '@/lib/services/cases/report'
import { resolveCase } from '@/lib/services/cases/resolve'
import { writeNote } from '@/lib/services/cases/write-note'
import type { Context, OperatorActor, Services } from '@/lib/services/context'
import type { Timetable } from './timetable'
import { contextOf, done } from './verbs'

/** A call to the help desk about the newest refusal of one reason. */
interface Call {
  /** How long before the present it comes. */
  readonly before: number
  readonly reason: Reason
  readonly who: string
  readonly saw: string
  readonly note: string | null
  /** Null: still open. */
  readonly end: { readonly rootCause: RootCause; readonly answer: string } | null
}

const CALLS: readonly Call[] = [
  {
    before: 25 * HOUR,
    reason: 'revoked',
    who: 'Somebody on the train, by phone',
    saw: 'The shop says I was signed out. My laptop is gone, and I never signed out myself.',
    note: 'They had reported the theft; the session on the laptop was ended with ticket 4711. The phone is theirs and still signed in.',
    end: {
      rootCause: 'revoked_on_purpose',
      answer: 'We signed your laptop out because you told us it was stolen. Your phone stays signed in.',
    },
  },
  {
    before: 11 * HOUR,
    reason: 'idle',
    who: 'A customer, by mail',
    saw: 'Every time I come back from lunch my cart asks me to sign in.',
    note: null,
    end: {
      rootCause: 'limit_too_short',
      answer: 'You were away for longer than 30 minutes. We have asked the shop team whether that is too short.',
    },
  },
  {
    before: 4.6 * HOUR,
    reason: 'mistyped',
    who: 'The person with the spreadsheet',
    saw: 'My new key is not accepted: 401, invalid_token.',
    note: 'The last characters are missing: it was typed, not pasted.',
    end: {
      rootCause: 'copied_wrongly',
      answer: 'The key was typed with a character missing. Copy it again with the button beside it.',
    },
  },
  {
    before: 25 * MINUTE,
    reason: 'clock_skew',
    who: 'Two people within five minutes',
    saw: 'Signed in, and refused at the very next page.',
    note: 'All of them came through one server of the shop, whose clock is 94 s behind. Told the shop team.',
    end: null,
  },
]

/** What support does in the demo: takes calls, and reads what customers report by the reference on their error page. */
export function planCases(services: Services, support: OperatorActor, timetable: Timetable, now: Instant): void {
  for (const call of CALLS)
    timetable.plan(now - call.before, (at) => takeCall(contextOf(services, support, at), support, call))
  timetable.plan(now - 12 * MINUTE, async (at) => {
    const requestId = await newestReference(services, 'suspended')
    if (requestId === null) return
    const context = { ...contextOf(services, { type: 'system', name: 'Assay' }, at), requestIp: '203.0.113.9' }
    const text = 'My price list has been empty since this morning. What do I have to do?'
    await reportByCustomer(context, { requestId, text, contact: 'by mail, as in my account', language: 'en' })
  })
}

async function takeCall(context: Context, support: OperatorActor, call: Call): Promise<void> {
  const requestId = await newestReference(context.services, call.reason)
  if (requestId === null) return
  const evidence = [{ type: 'explanation' as const, of: { by: 'request' as const, requestId } }]
  const { id: caseId } = done(await openCase(context, { who: call.who, saw: call.saw, evidence }))
  done(await assignCase(context, { caseId, assigneeId: support.id }))
  if (call.note !== null) done(await writeNote(context, { caseId, text: call.note }))
  if (call.end !== null) done(await resolveCase(context, { caseId, ...call.end, rootCauseNote: null }))
}

async function newestReference({ db }: Services, reason: Reason): Promise<string | null> {
  const [found] = await db
    .select({ id: refusalRequest.requestId })
    .from(refusalRequest)
    .innerJoin(refusal, and(eq(refusal.id, refusalRequest.refusalId), eq(refusal.reason, reason)))
    .orderBy(desc(refusalRequest.judgedAt))
    .limit(1)
  return found === undefined ? null : formatRequestId(found.id)
}
