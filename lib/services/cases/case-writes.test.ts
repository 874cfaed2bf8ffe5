import { describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import { revokeCredentials } from '../credentials/revoke'
import { assignCase } from './assign'
import { listAssignees } from './assignees'
import { joinEvidence } from './join-evidence'
import { readCase } from './read'
import { reopenCase } from './reopen'
import { resolveCase } from './resolve'
import { caseWorld, explanationOf, RESOLUTION } from './testing'
import { writeNote } from './write-note'

const { world, other, bySupport, ofDesk, ofShop, auditor, opened, detail, refusedRequest } = await caseWorld()

describe('a case is opened', () => {
  test('from a refusal: whose it is follows from it, and the explanation stays as it was told then', async () => {
    const { requestId, subjectId } = await refusedRequest()
    const { id, name } = await opened({ who: null, applicationId: null, evidence: [explanationOf(requestId)] })
    expect(name).toMatch(/^CASE-\d{4,}$/)
    const story = await detail(id)
    expect(story).toMatchObject({
      ...{ name, state: 'open', origin: 'operator', openedBy: 'Sam Lee', assignee: null },
      ...{ subject: { id: subjectId }, application: { id: world.shop.id, name: 'Shop' } },
      evidence: [{ type: 'explanation', key: requestId, frozen: { verdict: { reason: 'revoked' }, requestId } }],
    })
    expect(story.evidence[0]?.frozen?.seen).toMatchObject({ ip: '203.0.•.•' })
    const byAdministrator = await readCase(world.administrator, { caseId: id })
    expect(byAdministrator.evidence[0]?.frozen?.seen).toMatchObject({ ip: '203.0.113.9' })
  })

  test('with a number of its own, each one higher than the last', async () => {
    const numbers = [await opened(), await opened(), await opened()].map(({ name }) => Number(name.slice(5)))
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b))
    expect(new Set(numbers).size).toBe(3)
  })

  test('by words alone, where nobody was found; the entry names neither words nor person', async () => {
    const { id } = await opened({ who: 'Mrs Diallo', saw: 'A blank page', happenedAt: 1_000 }, bySupport)
    expect(await detail(id)).toMatchObject({ who: 'Mrs Diallo', subject: null, saw: 'A blank page', happenedAt: 1_000 })
    const [entry] = await world.entries({ correlationId: bySupport.correlationId, action: 'case.opened' })
    expect(JSON.stringify(entry?.detail)).not.toContain('Diallo')
    expect(entry).toMatchObject({ targetType: 'case', actorLabel: 'Sam Lee', applicationId: world.shop.id })
  })

  test('by an operator of one application, there without saying so', async () => {
    const { id } = await opened({ applicationId: null }, ofShop)
    expect((await detail(id)).application?.id).toBe(world.shop.id)
  })
})

describe('a case is not opened', () => {
  test.for([
    ['/who', { who: null }],
    ['/saw', { saw: '   ' }],
    ['/saw', { saw: 'x'.repeat(2_001) }],
    ['/saw', { saw: 'a\u0000b' }],
    ['/who', { who: 'a\u0007b' }],
    ['/happenedAt', { happenedAt: -1 }],
    ['/evidence/0/of/requestId', { evidence: [explanationOf('req_1')] }],
  ] as const)('%s', async ([pointer, changes]) => {
    await expect(
      opened({ ...changes, evidence: [...('evidence' in changes ? changes.evidence : [])] }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })

  test.for([
    ['a person who is not there', { subjectId: crypto.randomUUID() }],
    ['a reference nobody was given', { evidence: [explanationOf('req_0000000000000000000000')] }],
    ['a refusal that is not there', { evidence: [{ type: 'refusal', refusalId: crypto.randomUUID() } as const] }],
    [
      'an audit entry that is not there',
      { evidence: [{ type: 'audit_entry', entryId: crypto.randomUUID() } as const] },
    ],
  ])('for %s', async ([, changes]) => {
    await expect(opened(changes as object)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('out of reach: another application, its refusals, its people', async () => {
    const { requestId, subjectId } = await refusedRequest()
    for (const changes of [
      { applicationId: world.shop.id },
      { applicationId: null, evidence: [explanationOf(requestId)] },
      { applicationId: null, subjectId },
    ])
      await expect(opened(changes, ofDesk)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('by an auditor or an application', async () => {
    for (const by of [auditor, world.asApplication(world.shop)])
      await expect(opened({}, by)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('evidence', () => {
  test('from the audit is joined by those alone who may read it there', async () => {
    const { id: caseId } = await opened()
    const [entry] = (await detail((await opened()).id)).acts
    const evidence = { type: 'audit_entry', entryId: entry?.id ?? '' } as const
    const elsewhere = [
      { role: 'support', applicationId: world.shop.id },
      { role: 'administrator', applicationId: other.id },
    ] as const
    for (const by of [bySupport, ofShop, world.asOperator(await world.operator(elsewhere))]) {
      await expect(joinEvidence(by, { caseId, evidence })).rejects.toMatchObject({ code: 'not_found' })
      await expect(opened({ evidence: [evidence] }, by)).rejects.toMatchObject({ code: 'not_found' })
    }
    expect(await joinEvidence(world.administrator, { caseId, evidence })).toMatchObject({ ok: true })
  })

  test('is joined in every kind, each as it stood', async () => {
    const { requestId, credentialId, subjectId } = await refusedRequest()
    const { id: caseId } = await opened()
    const explained = await detail((await opened({ evidence: [explanationOf(requestId)] })).id)
    const { rows } = await world.database.owner.query<{ id: string }>('select id from refusal where subject_id = $1', [
      subjectId,
    ])
    const at = (await world.now()) - MINUTE
    for (const evidence of [
      explanationOf(requestId),
      { type: 'explanation', of: { by: 'credential', credentialId, at } },
      { type: 'credential', credentialId },
      { type: 'refusal', refusalId: rows[0]?.id ?? '' },
      { type: 'audit_entry', entryId: explained.acts[0]?.id ?? '' },
    ] as const)
      expect(await joinEvidence(world.administrator, { caseId, evidence })).toMatchObject({ ok: true })
    const story = await detail(caseId)
    expect(story.evidence.map(({ type }) => type)).toEqual([
      'explanation',
      'explanation',
      'credential',
      'refusal',
      'audit_entry',
    ])
    expect(story.evidence.map(({ frozen }) => frozen?.verdict.reason ?? null)).toEqual([
      ...['revoked', null, 'revoked', 'revoked', null],
    ])
    expect(story.evidence.at(-1)?.entry).toMatchObject({ action: 'case.opened', actorName: 'Sam Lee' })
    expect(story.subject?.id).toBe(subjectId)
  })

  test('is joined once: the second time says so and changes nothing', async () => {
    const { credentialId } = await refusedRequest()
    const { id: caseId, name } = await opened()
    const input = { caseId, evidence: { type: 'credential', credentialId } as const }
    await joinEvidence(bySupport, input)
    expect(await joinEvidence(bySupport, input)).toMatchObject({
      ...{ ok: false, code: 'already_joined', message: expect.stringContaining(name) },
    })
    expect((await detail(caseId)).evidence).toHaveLength(1)
  })

  test('stays as it was told although the credential changes', async () => {
    const { id: credentialId } = await world.session(world.shop)
    const { id } = await opened({ evidence: [{ type: 'credential', credentialId }] })
    await revokeCredentials(world.administrator, { credentialIds: [credentialId] })
    expect((await detail(id)).evidence[0]?.frozen).toMatchObject({
      verdict: { active: true },
      credential: { state: 'active' },
    })
  })

  test('cannot be changed or removed by the console', async () => {
    for (const statement of [
      'update case_evidence set key = key',
      'delete from case_evidence',
      'delete from case_note',
      'update case_note set text = text',
      'update case_report set text = text',
      'delete from support_case',
    ])
      await expect(world.database.console.query(statement), statement).rejects.toThrow(/permission denied/)
  })
})

describe('a note', () => {
  test('is kept with all it ever said', async () => {
    const { id: caseId } = await opened()
    const first = await writeNote(bySupport, { caseId, text: 'Called back.' })
    const noteId = first.ok ? first.value.noteId : ''
    await writeNote(world.administrator, { caseId, noteId, text: 'Called back, no answer.' })
    await writeNote(bySupport, { caseId, text: 'Second note' })
    expect((await detail(caseId)).notes).toMatchObject([
      {
        id: noteId,
        versions: [
          { version: 2, text: 'Called back, no answer.', by: 'Dana Ortiz' },
          { version: 1, text: 'Called back.', by: 'Sam Lee' },
        ],
      },
      { versions: [{ version: 1, text: 'Second note' }] },
    ])
  })

  test('that says the same again is no new version', async () => {
    const { id: caseId } = await opened()
    const first = await writeNote(bySupport, { caseId, text: 'Same' })
    const noteId = first.ok ? first.value.noteId : ''
    expect(await writeNote(bySupport, { caseId, noteId, text: ' Same ' })).toMatchObject({ value: { version: 1 } })
    expect((await detail(caseId)).notes[0]?.versions).toHaveLength(1)
  })

  test('of another case is not there to be edited', async () => {
    const written = await writeNote(bySupport, { caseId: (await opened()).id, text: 'Mine' })
    const noteId = written.ok ? written.value.noteId : ''
    await expect(writeNote(bySupport, { caseId: (await opened()).id, noteId, text: 'Taken' })).rejects.toMatchObject({
      code: 'not_found',
    })
  })

  test.for(['', '  ', 'x'.repeat(4_001), 'a\u0000'])('is refused when nobody could read it', async (text) => {
    await expect(writeNote(bySupport, { caseId: (await opened()).id, text })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})

describe('a case is resolved', () => {
  test('with its cause and the sentence that was sent', async () => {
    const { id: caseId } = await opened()
    expect(await resolveCase(bySupport, { caseId, ...RESOLUTION })).toMatchObject({ ok: true })
    expect(await detail(caseId)).toMatchObject({
      state: 'resolved',
      ...RESOLUTION,
      resolvedBy: 'Sam Lee',
      rootCauseNote: null,
    })
    expect((await detail(caseId)).acts.map(({ action }) => action)).toEqual(['case.resolved', 'case.opened'])
  })

  test.for([
    ['/rootCause', { rootCause: 'bad luck' }],
    ['/rootCauseNote', { rootCause: 'other' }],
    ['/answer', { answer: ' ' }],
  ] as const)('only with %s', async ([pointer, changes]) => {
    const { id: caseId } = await opened()
    const input = { caseId, ...RESOLUTION, ...changes } as Parameters<typeof resolveCase>[1]
    await expect(resolveCase(bySupport, input)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
    expect((await detail(caseId)).state).toBe('open')
  })

  test('once, and by neither of two at the same time twice', async () => {
    const { id: caseId } = await opened()
    const both = await Promise.all([1, 2].map(() => resolveCase(bySupport, { caseId, ...RESOLUTION })))
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true])
    expect(await resolveCase(bySupport, { caseId, ...RESOLUTION })).toMatchObject({ code: 'already_resolved' })
  })

  test('and opened again with a reason, which becomes a note; what was answered stays in the audit', async () => {
    const { id: caseId } = await opened()
    expect(await reopenCase(bySupport, { caseId, note: 'Too early' })).toMatchObject({ ok: false, code: 'still_open' })
    await resolveCase(bySupport, { caseId, ...RESOLUTION })
    await reopenCase(bySupport, { caseId, note: 'It came back' })
    expect(await detail(caseId)).toMatchObject({
      ...{ state: 'open', rootCause: null, answer: null, resolvedAt: null },
      notes: [{ versions: [{ text: 'It came back' }] }],
    })
    const [entry] = await world.entries({ correlationId: bySupport.correlationId, action: 'case.reopened' })
    expect(entry?.detail.before).toEqual({ rootCause: RESOLUTION.rootCause, answer: RESOLUTION.answer })
  })

  test('in the store as well: no resolved case without cause and answer', async () => {
    const { id } = await opened()
    const half = `update support_case set state = 'resolved', resolved_at = assay_now() where id = '${id}'`
    await expect(world.database.owner.query(half)).rejects.toThrow(/support_case_resolution/)
  })
})

describe('a case is assigned', () => {
  test('to whoever may work on it, and to nobody again', async () => {
    const { id: caseId } = await opened()
    const assignees = await listAssignees(bySupport, { applicationId: world.shop.id })
    const sam = assignees.find(({ name }) => name === 'Sam Lee')
    await assignCase(bySupport, { caseId, assigneeId: sam?.id ?? null })
    expect((await detail(caseId)).assignee).toEqual(sam)
    await assignCase(bySupport, { caseId, assigneeId: null })
    expect((await detail(caseId)).assignee).toBeNull()
  })

  test('to nobody who may not: an auditor, an operator of another application, a stranger', async () => {
    const { id: caseId } = await opened()
    for (const { actor } of [auditor, ofDesk]) {
      const assigneeId = actor.type === 'operator' ? actor.id : null
      await expect(assignCase(bySupport, { caseId, assigneeId })).rejects.toMatchObject({
        fields: [{ pointer: '/assigneeId' }],
      })
    }
    await expect(assignCase(bySupport, { caseId, assigneeId: crypto.randomUUID() })).rejects.toMatchObject({
      code: 'invalid_input',
    })
  })
})
