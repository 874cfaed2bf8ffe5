import { and, desc, eq, sql } from 'drizzle-orm'
import { z } from 'zod'
import { caseEvidence, caseReport, supportCase } from '@/db/schema/support-case'
import { entry } from '@/lib/audit/entry'
import { caseName } from '@/lib/core/case'
import { DAY, HOUR } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { addressBlock } from '../address-block'
import { command, unchanged, type WriteArguments } from '../command'
import { actorRow, type Context } from '../context'
import { ServiceError } from '../errors'
import { parseInput } from '../input'
import { line } from '../input-parts'
import { takeTurn } from '../public-turns'
import { type Gathered, gather, knownAt } from './gather'
import { caseTarget, changeCase, type StoredCase } from './lock-case'
import { evidenceRow } from './open'
import { UNRESOLVED } from './reopen'
import { words } from './schemas'

const REPORT_MAX = 1_000

const ReportInput = z.strictObject({
  /** As it stands on their error page; anything else leads nowhere, and nobody is told which. */
  requestId: z.string().trim().max(64),
  text: words(REPORT_MAX, 'Say what you were doing.'),
  contact: line(200)
    .nullish()
    .transform((contact) => contact ?? null),
  language: z.string().regex(/^[a-z]{2}(-[A-Z]{2})?$/),
})

const PER_BLOCK = { max: 10, within: HOUR }
const PER_REFERENCE = { max: 3, within: DAY }

/**
 * A customer's own report, from the page their reference led to. It opens a case with the refusal as evidence, or joins the one
 * this reference opened before. Whether the reference is known is not told: the answer is always the same.
 * Errors: `invalid_input`, `too_many_attempts` by the network it comes from, and about one reference, known or not.
 */
export async function reportByCustomer(context: Context, raw: z.input<typeof ReportInput>): Promise<void> {
  const { requestId } = parseInput(ReportInput, raw)
  const { services, requestIp } = context
  const ofBlock = ['report', 'block', addressBlock(requestIp)]
  if (!(await takeTurn(services, { of: ofBlock, ...PER_BLOCK }))) throw tooMany()
  if (!(await takeTurn(services, { of: ['report', 'reference', requestId], ...PER_REFERENCE }))) throw tooManyAboutIt()
  await storeReport(context, raw)
}

type Arguments = WriteArguments<z.output<typeof ReportInput>>

const storeReport = command({
  permission: 'system.work',
  input: ReportInput,
  async run(args: Arguments) {
    const { tx, input } = args
    const found = await findRefused(args)
    if (found === null) return unchanged(undefined)
    await tx.execute(sql`select pg_advisory_xact_lock(hashtextextended(${input.requestId}, ${REPORT_LOCK}))`)
    const before = await caseOf(args)
    const held = before ?? (await open(args, found))
    if (before !== null) await reopen(args, before)
    await tx.insert(caseReport).values({
      ...{ id: newId(args.now), caseId: held.id, requestId: input.requestId, text: input.text },
      ...{ contact: input.contact, language: input.language, reportedAt: args.now },
    })
    const name = caseName(held.number)
    const { requestId } = input
    return {
      result: undefined,
      entries: [entry('case.reported', caseTarget(held), { name, requestId, opened: before === null })],
    }
  },
})

const REPORT_LOCK = 7_201

async function findRefused(args: Arguments): Promise<Gathered | null> {
  try {
    const config = await args.services.config.within(args.tx)
    const of = { by: 'request', requestId: args.input.requestId } as const
    return await gather(args, config, { type: 'explanation', of })
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'not_found') return null
    throw error
  }
}

/** The newest case this reference is evidence of. */
async function caseOf({ tx, input }: Arguments): Promise<StoredCase | null> {
  const [found] = await tx
    .select({ row: supportCase })
    .from(caseEvidence)
    .innerJoin(supportCase, eq(supportCase.id, caseEvidence.caseId))
    .where(and(eq(caseEvidence.key, input.requestId), eq(caseEvidence.type, 'explanation')))
    .orderBy(desc(supportCase.openedAt))
    .limit(1)
    .for('update', { of: supportCase })
  return found?.row ?? null
}

async function open(args: Arguments, found: Gathered): Promise<StoredCase> {
  const { tx, input, now, actor, services } = args
  const { applicationId } = found
  const subjectId = await knownAt(tx, await services.config.within(tx), applicationId, owners(found))
  const [made] = await tx
    .insert(supportCase)
    .values({
      ...{ id: newId(now), applicationId, subjectId, saw: input.text },
      ...{ happenedAt: found.frozen?.verdict.judgedAt ?? now, origin: 'customer', state: 'open' },
      ...{ openedAt: now, changedAt: now },
      ...actorRow(actor),
    })
    .returning()
  if (made === undefined) throw new Error('A case was not stored')
  await tx.insert(caseEvidence).values(evidenceRow(args, made.id, found))
  return made
}

/** A guess that imitates a credential is not its owner's. */
function owners(found: Gathered): Gathered[] {
  return found.frozen?.verdict.reason === 'tampered' ? [] : [found]
}

/** Somebody who writes again was not helped. */
async function reopen({ tx, now }: Arguments, held: StoredCase): Promise<void> {
  await changeCase(tx, held, now, held.state === 'resolved' ? UNRESOLVED : {})
}

function tooMany(): ServiceError {
  return new ServiceError('too_many_attempts', 'Too many reports came from your network. Wait an hour and try again.', {
    retryAfterSeconds: HOUR / 1_000,
  })
}

function tooManyAboutIt(): ServiceError {
  return new ServiceError(
    'too_many_attempts',
    'Three reports about this reference came today. Wait a day and try again.',
    {
      retryAfterSeconds: DAY / 1_000,
    },
  )
}
