import { describe, expect, test } from 'vitest'
import { DAY, MINUTE } from '@/lib/core/instant'
import { assignCase } from './assign'
import { listAssignees } from './assignees'
import { countRootCauses } from './count-root-causes'
import { joinEvidence } from './join-evidence'
import { listCases } from './list'
import { readCase } from './read'
import { reopenCase } from './reopen'
import { resolveCase } from './resolve'
import { caseWorld, explanationOf, RESOLUTION } from './testing'
import { writeNote } from './write-note'

const { world, clock, other, bySupport, ofDesk, ofShop, auditor, opened, refusedRequest } = await caseWorld()

describe('cases are listed', () => {
  test('by state, cause, application, assignee, person, number and words, together', async () => {
    const { requestId, subjectId } = await refusedRequest()
    const { id, name } = await opened({ who: null, saw: 'Zebra crossing', evidence: [explanationOf(requestId)] })
    const ids = async (filter: Parameters<typeof listCases>[1]) =>
      (await listCases(bySupport, { limit: 200, ...filter })).items.map((each) => each.id)
    const me = bySupport.actor.type === 'operator' ? bySupport.actor.id : null
    await assignCase(bySupport, { caseId: id, assigneeId: me })
    const matching: Parameters<typeof listCases>[1][] = [
      ...[{ text: 'zebra' }, { text: name }, { text: name.replace('CASE-', 'case ') }, { subjectId }],
      { assigned: 'me', states: ['open'], applicationIds: [world.shop.id], text: 'cross' },
    ]
    const missing: Parameters<typeof listCases>[1][] = [
      ...[{ text: 'z%bra' }, { text: 'zebra', applicationIds: [other.id] }],
      { text: 'zebra', states: ['resolved'] },
      { text: 'zebra', assigned: 'nobody' },
      { text: 'zebra', rootCauses: ['attack'] },
    ]
    for (const filter of matching) expect(await ids(filter), JSON.stringify(filter)).toEqual([id])
    for (const filter of missing) expect(await ids(filter), JSON.stringify(filter)).toEqual([])
    await resolveCase(bySupport, { caseId: id, rootCause: 'attack', answer: 'Sent.' })
    expect(await ids({ rootCauses: ['attack'], text: 'zebra' })).toEqual([id])
  })

  test('newest change first, page by page, each once', async () => {
    await clock.advance(MINUTE)
    const made = [await opened(), await opened(), await opened()]
    await writeNote(bySupport, { caseId: made[0]?.id ?? '', text: 'Moves up' })
    const first = await listCases(bySupport, { limit: 2 })
    const second = await listCases(bySupport, { limit: 2, cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].slice(0, 3).map(({ id }) => id)).toEqual([
      made[0]?.id,
      made[2]?.id,
      made[1]?.id,
    ])
    expect([first.total?.exact, second.total]).toEqual([true, null])
    await clock.reset()
  })

  test('only within reach, and what lies outside is neither read nor changed nor counted', async () => {
    const { id: caseId } = await opened({ saw: 'Reach of a shop' })
    const { id: wide } = await opened({ saw: 'Reach of nobody', applicationId: null })
    const seen = await listCases(ofDesk, { text: 'reach of' })
    expect([seen.items, seen.total?.count]).toEqual([[], 0])
    expect((await listCases(ofShop, { text: 'reach of' })).items.map(({ id }) => id)).toEqual([caseId])
    for (const id of [caseId, wide]) {
      const missing = { code: 'not_found', message: 'No such case, or it is not yours to see.' }
      await expect(readCase(ofDesk, { caseId: id })).rejects.toMatchObject(missing)
      await expect(writeNote(ofDesk, { caseId: id, text: 'Hello' })).rejects.toMatchObject(missing)
      await expect(resolveCase(ofDesk, { caseId: id, ...RESOLUTION })).rejects.toMatchObject(missing)
      await expect(reopenCase(ofDesk, { caseId: id, note: 'Again' })).rejects.toMatchObject(missing)
      await expect(assignCase(ofDesk, { caseId: id, assigneeId: null })).rejects.toMatchObject(missing)
    }
  })

  test('to an auditor, who changes none', async () => {
    const { id: caseId } = await opened()
    expect((await readCase(auditor, { caseId })).id).toBe(caseId)
    for (const write of [
      () => writeNote(auditor, { caseId, text: 'Hm' }),
      () => resolveCase(auditor, { caseId, ...RESOLUTION }),
      () => reopenCase(auditor, { caseId, note: 'Hm' }),
      () => assignCase(auditor, { caseId, assigneeId: null }),
      () => joinEvidence(auditor, { caseId, evidence: { type: 'credential', credentialId: crypto.randomUUID() } }),
    ])
      await expect(write()).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('not at all to an application', async () => {
    await expect(listCases(world.asApplication(world.shop), {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('causes are counted', () => {
  test('by the week in which they were found, the commonest first, within reach', async () => {
    const before = await countRootCauses(bySupport, { weeks: 2 })
    for (const rootCause of ['clock_skew', 'clock_skew', 'our_defect'] as const)
      await resolveCase(bySupport, { caseId: (await opened()).id, rootCause, answer: 'Sent.' })
    await clock.advance(7 * DAY)
    await resolveCase(bySupport, { caseId: (await opened()).id, rootCause: 'clock_skew', answer: 'Sent.' })
    const after = await countRootCauses(bySupport, { weeks: 2 })
    const skew = after.causes.find(({ rootCause }) => rootCause === 'clock_skew')
    expect(skew?.counts).toEqual([2, 1])
    expect(after.weeks[0]).toBe(before.weeks[1])
    expect(after.causes.map(({ total }) => total)).toEqual(
      after.causes.map(({ total }) => total).toSorted((a, b) => b - a),
    )
    expect((await countRootCauses(ofDesk, {})).causes).toEqual([])
    await clock.reset()
  })
})

describe('who may work on cases', () => {
  test('of an application is told to those alone who reach it', async () => {
    for (const [by, reached, foreign] of [
      [ofShop, world.shop, other],
      [ofDesk, other, world.shop],
    ] as const) {
      expect(await listAssignees(by, { applicationId: reached.id })).not.toEqual([])
      for (const applicationId of [foreign.id, crypto.randomUUID(), null])
        expect(await listAssignees(by, { applicationId })).toEqual([])
    }
  })
})
