import { caseEvidence } from '@/db/schema/support-case'
import { entry } from '@/lib/audit/entry'
import { command, refused } from '../command'
import { gather, knownAt } from './gather'
import { caseTarget, changeCase, lockCase, nameOf } from './lock-case'
import { evidenceRow } from './open'
import { JoinEvidenceInput } from './schemas'

/**
 * Joins an explanation, a refusal, a credential or an audit entry to a case. What would change is kept as it is told now.
 * Outcome `already_joined`. Errors: `not_found`.
 */
export const joinEvidence = command({
  permission: 'cases.write',
  input: JoinEvidenceInput,
  async run(args) {
    const { tx, reach, input, now, services } = args
    const held = await lockCase(tx, reach, input.caseId)
    const config = await services.config.within(tx)
    const gathered = await gather(args, config, input.evidence)
    const rows = await tx
      .insert(caseEvidence)
      .values(evidenceRow(args, held.id, gathered))
      .onConflictDoNothing()
      .returning({ id: caseEvidence.id })
    const [made] = rows
    if (made === undefined) return refused('already_joined', `This stands in ${nameOf(held)} already.`)
    const subjectId = held.subjectId ?? (await knownAt(tx, config, held.applicationId, [gathered]))
    await changeCase(tx, held, now, { subjectId })
    const { type } = gathered
    // The audit of the case's application is no place for an id of another's.
    const isOwn = held.applicationId === null || held.applicationId === gathered.applicationId
    const key = isOwn ? gathered.key : null
    return {
      result: { id: made.id, name: nameOf(held) },
      entries: [entry('case.evidence_joined', caseTarget({ ...held, subjectId }), { name: nameOf(held), type, key })],
    }
  },
})
