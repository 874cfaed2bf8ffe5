import type { z } from 'zod'
import { caseEvidence, supportCase } from '@/db/schema/support-case'
import { entry } from '@/lib/audit/entry'
import { caseName } from '@/lib/core/case'
import { type Reach, reaches } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { command, type WriteArguments } from '../command'
import type { Config } from '../config-cache'
import { actorRow } from '../context'
import { notFound, ServiceError } from '../errors'
import { subjectWithin } from '../subject-within'
import { type Gathered, gather, knownAt } from './gather'
import { caseTarget } from './lock-case'
import { OpenCaseInput } from './schemas'

type Arguments = WriteArguments<z.output<typeof OpenCaseInput>>

/** A case that was opened. */
export interface OpenedCase {
  readonly id: string
  /** "CASE-1042". */
  readonly name: string
}

/**
 * Opens a case from what somebody reported, with what explains it joined at once. Whose it is follows from the evidence where
 * nobody said. Errors: `invalid_input` on `/who`, `/applicationId`; `not_found` for a person or evidence out of reach.
 */
export const openCase = command({
  permission: 'cases.write',
  input: OpenCaseInput,
  async run(args: Arguments) {
    const { tx, input, now, actor, reach, services } = args
    const config = await services.config.within(tx)
    const evidence = await gatherAll(args, config)
    const applicationId = placeOf(reach, [input.applicationId, ...evidence.map((each) => each.applicationId)])
    const subjectId = input.subjectId ?? (await knownAt(tx, config, applicationId, evidence))
    if (subjectId === null && input.who === null) throw fieldMissing('/who', 'Say who it is, or choose a person.')
    if (input.subjectId !== null) await subjectWithin(tx, config, reach, input.subjectId)
    const id = newId(now)
    const { saw, happenedAt } = input
    const who = subjectId === null ? input.who : null
    const [made] = await tx
      .insert(supportCase)
      .values({
        ...{ id, applicationId, subjectId, who, saw, happenedAt, origin: 'operator', state: 'open' },
        ...{ openedAt: now, changedAt: now },
        ...actorRow(actor),
      })
      .returning({ number: supportCase.number })
    if (made === undefined) throw new Error('A case was not stored')
    const joined = evidence.map((each) => evidenceRow(args, id, each))
    if (joined.length > 0) await tx.insert(caseEvidence).values(joined).onConflictDoNothing()
    const name = caseName(made.number)
    const target = caseTarget({ id, applicationId, subjectId })
    return {
      result: { id, name } satisfies OpenedCase,
      entries: [entry('case.opened', target, { name, origin: 'operator', evidence: joined.length })],
    }
  },
})

async function gatherAll(args: Arguments, config: Config): Promise<Gathered[]> {
  const gathered: Gathered[] = []
  for (const asked of args.input.evidence) gathered.push(await gather(args, config, asked))
  return gathered
}

/** Evidence as a row of its case. */
export function evidenceRow(
  { now, actor }: Pick<WriteArguments<unknown>, 'now' | 'actor'>,
  caseId: string,
  { type, key, frozen }: Gathered,
) {
  return { id: newId(now), caseId, type, key, frozen, addedAt: now, ...actorRow(actor) }
}

/** The first application that is named; who sees only some must open it where they see. */
function placeOf(reach: Reach, named: readonly (string | null)[]): string | null {
  const applicationId = named.find((id) => id !== null) ?? (reach.all ? null : only(reach.applicationIds))
  if (reaches(reach, applicationId)) return applicationId
  if (applicationId !== null) throw notFound('application')
  throw fieldMissing('/applicationId', 'Choose the application it concerns.')
}

function only(ids: readonly string[]): string | null {
  return ids.length === 1 ? (ids[0] ?? null) : null
}

function fieldMissing(pointer: string, detail: string): ServiceError {
  return new ServiceError('invalid_input', 'The case cannot be opened yet.', { fields: [{ pointer, detail }] })
}
