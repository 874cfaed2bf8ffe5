import { createHash, randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import { NO_EXPECTATION } from '@/lib/core/facts'
import { HOUR } from '@/lib/core/instant'
import { formatRequestId, newId } from '@/lib/crypto/id'
import { listAudit } from './audit/list'
import { listCases } from './cases/list'
import { openCase } from './cases/open'
import { readCase } from './cases/read'
import { writeNote } from './cases/write-note'
import type { Context } from './context'
import { listCredentials } from './credentials/list'
import { readCredentialDetail } from './credentials/read'
import { find } from './find/find'
import { writeRefusals } from './judge/write-refusals'
import { listRefusals } from './refusals/list'
import { createShare } from './shares/create'
import { openShare } from './shares/open'
import { disableSubject } from './subjects/disable'
import { listSubjects } from './subjects/list'
import { readPerson } from './subjects/read-person'
import { revealSubject } from './subjects/reveal'
import { searchSubjects } from './subjects/search'
import { upsertSubject } from './subjects/upsert'
import { context, testWorld } from './testing'
import { explain } from './tokens/explain'
import { explainMoment } from './tokens/explain-moment'
import { explainSource } from './tokens/explain-source'

const world = await testWorld()
const clock = await world.database.movableClock()
const { shop } = world
const MAIL = 'ina.novak@example.com'
const [ADDRESS, OTHER] = ['203.0.113.77', '2001:db8:aa:bb::77']
const ina = await world.subject(shop, { name: 'Ina Novak', email: MAIL })
const session = await world.session(shop, { subject: ina, ip: ADDRESS })
const at = await world.now()
const requestId = newId(at)
await writeRefusals(world.services.api.db, [refused()])
await upsertSubject(world.asApplication(shop), { externalId: ina.externalId, name: 'Ina Novak-Li' })
await disableSubject(world.administrator, { subjectId: ina.id, note: `asked from ${MAIL}` })

const held = await openCase(world.administrator, {
  ...{ subjectId: ina.id, applicationId: shop.id, saw: `Wrote from ${MAIL}, was at ${ADDRESS}` },
  evidence: [{ type: 'explanation', of: { by: 'request', requestId: formatRequestId(requestId) } }],
}).then((outcome) => (outcome.ok ? outcome.value : { id: '', name: '' }))
await writeNote(world.administrator, { caseId: held.id, text: `Asked back at ${MAIL}` })

function refused() {
  const dedupeKey = createHash('sha256').update('refused').digest()
  return {
    ...{ key: dedupeKey.toString('hex'), dedupeKey, hour: at - (at % HOUR), judgedAt: at, requestId, requestAt: at },
    ...({ selector: null, callerCredentialId: randomUUID(), reason: 'expired', kind: 'session', ip: OTHER } as const),
    ...{ applicationId: shop.id, credentialId: session.id, subjectId: ina.id },
    evidence: {
      ...{ judgedAt: at, since: null, also: [], expected: NO_EXPECTATION },
      checks: [
        {
          gate: 'place',
          reason: 'address_not_allowed',
          outcome: 'failed',
          since: null,
          evidence: { address: OTHER },
        } as never,
      ],
    },
  }
}

/** The same from another place, about somebody else. */
function elsewhere(credentialId: string, subjectId: string) {
  const dedupeKey = createHash('sha256').update(credentialId).digest()
  const another = newId(at)
  return {
    ...{ key: dedupeKey.toString('hex'), dedupeKey, requestId: another, credentialId, subjectId, ip: '203.0.113.200' },
  }
}

type Read = (by: Context) => Promise<unknown>

const READS: [string, Read][] = [
  ['the list of sessions', (by) => listCredentials(by, { kind: 'session' })],
  ['a session', (by) => readCredentialDetail(by, { credentialId: session.id })],
  ['a person', (by) => readPerson(by, { subjectId: ina.id })],
  ['what is found by name', (by) => find(by, { text: 'ina' })],
  ['the refusals', (by) => listRefusals(by, {})],
  ['whom to issue a key to', (by) => searchSubjects(by, { applicationId: shop.id, text: 'ina' })],
  ['an explanation', (by) => explain(by, { by: 'credential', credentialId: session.id })],
  ['an explanation of a request', (by) => explain(by, { by: 'request', requestId: formatRequestId(requestId) })],
  ['what happened around a moment', (by) => explainMoment(by, { subjectId: ina.id, at })],
  ['what came from a source', (by) => explainSource(by, { address: '2001:db8::/32', at })],
  ['the people', (by) => listSubjects(by, { text: 'ina' })],
  ['the cases', (by) => listCases(by, {})],
  ['a case', (by) => readCase(by, { caseId: held.id })],
  ['a case that was found', (by) => find(by, { text: held.name })],
]

const NEEDLES = [MAIL, 'ina.novak', ADDRESS, OTHER, 'aa:bb']

function needlesIn(value: unknown): string[] {
  const text = JSON.stringify(value)
  return NEEDLES.filter((needle) => text.includes(needle))
}

beforeEach(async () => {
  await clock.reset()
  await world.database.owner.query('delete from reveal')
})

describe('mail and network addresses', () => {
  test.for(READS)('in %s are masked for support and auditors, and plain for who may read them', async ([, read]) => {
    const auditor = world.asOperator(await world.operator('auditor'))
    for (const by of [world.support, auditor]) expect(needlesIn(await read(by))).toEqual([])
    expect(JSON.stringify(await read(world.support))).toMatch(/i•••@example\.com|203\.0\.•\.•|2001:db8:•/)
    const operator = world.asOperator(await world.operator('operator'))
    expect(needlesIn(await read(operator))).not.toEqual([])
  })

  test('in the audit are masked for auditors, notes and all', async () => {
    const auditor = world.asOperator(await world.operator('auditor'))
    const ask = (by: Context) => listAudit(by, { subjectId: ina.id })
    expect(needlesIn(await ask(auditor))).toEqual([])
    expect(needlesIn(await ask(world.administrator))).not.toEqual([])
  })

  test('are masked where the role that sees them is for another application', async () => {
    const bindings = [
      { role: 'support', applicationId: shop.id },
      { role: 'operator', applicationId: (await world.application()).id },
    ] as const
    const by = world.asOperator(await world.operator(bindings))
    for (const [, read] of READS) expect(needlesIn(await read(by))).toEqual([])
  })

  test('that nobody in particular has are masked in what an explanation by source says of people', async () => {
    const nameless = await world.subject(shop, { externalId: 'otto@example.com' })
    const { id } = await world.session(shop, { subject: nameless, ip: '203.0.113.200' })
    await writeRefusals(world.services.api.db, [{ ...refused(), ...elsewhere(id, nameless.id) }])
    const ask = async (by: Context) => JSON.stringify(await explainSource(by, { address: '203.0.0.0/16', at }))
    expect(await ask(world.administrator)).toContain('otto@example.com')
    for (const by of [world.support, world.asOperator(await world.operator('auditor'))])
      expect(await ask(by)).not.toMatch(/otto@|113\.200/)
  })

  test('stand in no link to an explanation, whoever made it', async () => {
    const of = { by: 'request', requestId: formatRequestId(requestId) } as const
    const made = await createShare(world.administrator, { of, life: '1h' })
    const page = context(world.services.console, { type: 'system', name: 'Page for whoever holds a link' })
    const shared = await openShare(page, { token: made.ok ? made.value.token : '' })
    expect(shared?.frozen.verdict.reason).toBe('expired')
    expect(needlesIn(shared)).toEqual([])
    expect(JSON.stringify(shared)).not.toContain('Novak')
  })

  test('are found by whole, and not spelled out letter by letter', async () => {
    const people = (text: string) => find(world.support, { text })
    expect(await people(MAIL.toUpperCase())).toMatchObject([{ id: ina.id }])
    for (const text of ['ina.', MAIL.slice(0, -1)]) expect(await people(text)).toEqual([])
    const listed = async (person: string) => (await listCredentials(world.support, { kind: 'session', person })).items
    expect(await listed(MAIL)).toHaveLength(1)
    expect(await listed('ina.n')).toEqual([])
    expect(await listed('Ina N')).toHaveLength(1)
    expect((await listRefusals(world.support, { network: OTHER })).items).toHaveLength(1)
  })
})

describe('a reveal', () => {
  const REASON = 'Called from the number on file, ticket 4711'

  test('shows one person to one operator for an hour, and no longer', async () => {
    await clock.setInstant(await world.now())
    const neighbour = await world.session(shop, {
      subject: await world.subject(shop, { name: 'Ivo', email: 'ivo@example.com' }),
    })
    const support = world.asOperator(await world.operator('support'))
    await expect(revealSubject(support, { subjectId: ina.id, reason: REASON })).resolves.toMatchObject({ ok: true })
    for (const [, read] of READS) expect(needlesIn(await read(support))).not.toEqual([])
    const other = await readCredentialDetail(support, { credentialId: neighbour.id })
    expect(other.credential).toMatchObject({ masked: true, subject: { email: 'i•••@example.com' } })
    for (const [, read] of READS) expect(needlesIn(await read(world.support))).toEqual([])
    await clock.advance(HOUR)
    for (const [, read] of READS) expect(needlesIn(await read(support))).toEqual([])
  })

  test('is entered with its reason', async () => {
    const support = world.asOperator(await world.operator('support'))
    await revealSubject(support, { subjectId: ina.id, reason: ` ${REASON} ` })
    expect(await world.entries({ correlationId: support.correlationId })).toMatchObject([
      { action: 'subject.revealed', targetId: ina.id, subjectId: ina.id, detail: { reason: REASON } },
    ])
  })

  test.for(['', '   '])('is refused without a reason: "%s"', async (reason) => {
    await expect(revealSubject(world.support, { subjectId: ina.id, reason })).rejects.toMatchObject({
      fields: [{ pointer: '/reason' }],
    })
  })

  test('takes a fresh proof of identity, and a person within reach', async () => {
    const stale = world.asOperator({ ...(await world.operator('support')), authenticatedAt: 0 })
    await expect(revealSubject(stale, { subjectId: ina.id, reason: REASON })).rejects.toMatchObject({
      code: 'step_up_required',
    })
    const elsewhere = await world.operatorOf(await world.application())
    for (const subjectId of [ina.id, randomUUID()])
      await expect(revealSubject(elsewhere, { subjectId, reason: REASON })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('is for operators alone', async () => {
    await expect(revealSubject(world.asApplication(shop), { subjectId: ina.id, reason: REASON })).rejects.toMatchObject(
      {
        code: 'forbidden',
      },
    )
  })
})
