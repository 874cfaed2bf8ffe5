import { createHash, randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { NO_EXPECTATION } from '@/lib/core/facts'
import { HOUR } from '@/lib/core/instant'
import { EXPORT_FORMATS, type ExportFormat, LISTS, type ListName } from '@/lib/core/lists'
import type { RoleBinding } from '@/lib/core/permissions'
import { newId } from '@/lib/crypto/id'
import { openCase } from '@/lib/services/cases/open'
import type { Context } from '@/lib/services/context'
import { startExport } from '@/lib/services/exports/start'
import { writeRefusals } from '@/lib/services/judge/write-refusals'
import { disableSubject } from '@/lib/services/subjects/disable'
import { testWorld } from '@/lib/services/testing'
import type { TestApplication } from '@/lib/services/testing-rows'
import { exportText } from './export-text'

const world = await testWorld()
const { shop, administrator } = world
const desk = await world.application({ slug: 'desk', name: 'Desk', directory: 'elsewhere' })
const auditor = world.asOperator(await world.operator('auditor'))
const ofDesk = world.asOperator(await world.operator([{ role: 'auditor', applicationId: desk.id }]))

const FORMULA = '=HYPERLINK("https://evil.example")'
const MAIL = 'ina.novak@example.com'
const [ADDRESS, SEEN] = ['203.0.113.77', '203.0.113.78']

beforeAll(async () => {
  for (const application of [shop, desk]) await fill(application)
})

/** One of everything that a list shows. */
async function fill(application: TestApplication): Promise<void> {
  const subject = await world.subject(application, { name: FORMULA, email: MAIL })
  const session = await world.session(application, { subject, ip: ADDRESS })
  await world.key(application, { subject, name: 'Deploy' })
  await refuse(application, session.id, subject.id)
  const gone = await world.subject(application, { name: 'Gone' })
  await disableSubject(administrator, { subjectId: gone.id, note: `asked from ${MAIL}` })
  const opened = await openCase(administrator, {
    subjectId: subject.id,
    saw: `signed out at ${SEEN}`,
    applicationId: application.id,
  })
  if (!opened.ok) throw new Error('No case was opened')
}

async function refuse(application: TestApplication, credentialId: string, subjectId: string): Promise<void> {
  const at = await world.now()
  const dedupeKey = createHash('sha256').update(application.id).digest()
  await writeRefusals(world.services.api.db, [
    {
      ...{ key: dedupeKey.toString('hex'), dedupeKey, hour: at - (at % HOUR), judgedAt: at, requestAt: at },
      ...({ selector: null, callerCredentialId: randomUUID(), reason: 'expired', kind: 'session', ip: SEEN } as const),
      ...{ requestId: newId(at), applicationId: application.id, credentialId, subjectId },
      evidence: { judgedAt: at, since: null, also: [], expected: NO_EXPECTATION, checks: [] },
    },
  ])
}

async function file(by: Context, list: ListName, format: ExportFormat = 'jsonl', search = ''): Promise<string> {
  const started = await startExport(by, { list, format, search })
  if (!started.ok) throw new Error('An export that cannot be refused was')
  const { text } = await exportText(by, started.value.exportId)
  const parts: string[] = []
  for await (const part of text) parts.push(part)
  return parts.join('')
}

async function rows(by: Context, list: ListName, search = ''): Promise<Record<string, unknown>[]> {
  const lines = (await file(by, list, 'jsonl', search)).split('\n').filter((line) => line !== '')
  return lines.map((line) => JSON.parse(line))
}

describe.each(LISTS)('the file of %s', (list) => {
  test('has the rows of the list, each with an id and the same columns', async () => {
    const found = await rows(administrator, list)
    expect(found.length).toBeGreaterThanOrEqual(2)
    expect(new Set(found.map(({ id }) => id)).size).toBe(found.length)
    expect(new Set(found.map((row) => Object.keys(row).join())).size).toBe(1)
  })

  test.each(EXPORT_FORMATS)(
    'as %s shows mail and network addresses to no role that sees them masked',
    async (format) => {
      const masked = await file(auditor, list, format)
      for (const needle of [MAIL, ADDRESS, SEEN]) expect(masked).not.toContain(needle)
    },
  )

  test('has for a narrowed role nothing of another application', async () => {
    const found = await rows(ofDesk, list)
    expect(found.length).toBeGreaterThanOrEqual(1)
    const text = JSON.stringify(found)
    expect(text).not.toContain(shop.id)
    expect(text).not.toContain('"shop"')
    expect(found.length).toBeLessThan((await rows(administrator, list)).length)
  })

  test.each<[string, readonly RoleBinding[]]>([
    ['supports another application', [{ role: 'support', applicationId: shop.id }]],
    ['supports every application', [{ role: 'support', applicationId: null }]],
    ['is on call for every application', [{ role: 'operator', applicationId: null }]],
  ])('holds of an auditor of one application who also %s only that one', async (_, besides) => {
    const bindings: readonly RoleBinding[] = [{ role: 'auditor', applicationId: desk.id }, ...besides]
    const found = JSON.stringify(await rows(world.asOperator(await world.operator(bindings)), list))
    expect(found).toContain('"id"')
    for (const trace of [shop.id, '"shop"']) expect(found).not.toContain(trace)
  })

  test('says nothing to a spreadsheet that it would calculate', async () => {
    const sheet = await file(administrator, list, 'csv')
    expect(sheet).not.toMatch(/(^|[,\n])"?[=+\-@\t\r](?!\r?\n)/m)
  })

  test('is refused to who may not take lists out', async () => {
    for (const by of [world.support, world.asApplication(shop)])
      await expect(file(by, list)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

test.each<[ListName, string, string]>([
  ['sessions', 'application', 'application'],
  ['keys', 'application', 'application'],
  ['refusals', 'application', 'application'],
])('%s are taken out with the filters of the address', async (list, filter, column) => {
  const found = await rows(administrator, list, `${filter}=${desk.id}`)
  expect(found.length).toBeGreaterThanOrEqual(1)
  expect(new Set(found.map((row) => row[column]))).toEqual(new Set(['desk']))
})

test.each<[ListName, string]>([
  ['people', 'name=nobody-is-called-so'],
  ['applications', 'name=nothing-is-called-so'],
  ['audit', 'act=key.rotated'],
  ['cases', 'state=resolved'],
])('%s that match nothing are an empty file', async (list, search) => {
  expect(await rows(administrator, list, search)).toEqual([])
})

test('what an operator may see unmasked where they export is unmasked in the file, and nowhere else', async () => {
  const twice = ['auditor', 'operator'] as const
  const bindings = twice.map((role) => ({ role, applicationId: desk.id }))
  expect(await file(world.asOperator(await world.operator(bindings)), 'people')).toContain(MAIL)
  const apart = [bindings[0], { role: 'operator', applicationId: shop.id }] as readonly RoleBinding[]
  expect(await file(world.asOperator(await world.operator(apart)), 'people')).not.toContain(MAIL)
})

test('masked roles get the shape of an address, and nobody the formula of a name', async () => {
  expect(await file(auditor, 'people')).toContain('i•••@example.com')
  expect(await file(administrator, 'people', 'csv')).toContain(`"'=HYPERLINK(""https://evil.example"")"`)
})

test('the audit is taken out with what changed as an object, and with a sentence', async () => {
  const [entry] = await rows(administrator, 'audit', 'act=subject.disabled')
  expect(entry).toMatchObject({
    action: 'subject.disabled',
    actor_name: 'Dana Ortiz',
    sentence: expect.stringMatching(/^Dana Ortiz /),
    detail: { note: `asked from ${MAIL}` },
    done_at: expect.stringMatching(/^\d{4}-\d\d-\d\dT.*Z$/),
  })
})

test('a list of more than one page is there to its last row, once each', async () => {
  const many = await world.application({ slug: 'many', directory: 'many' })
  for (let index = 0; index < 205; index += 1) await world.subject(many, { name: `Person ${index}` })
  const found = await rows(administrator, 'people', `application=${many.id}`)
  expect(new Set(found.map(({ name }) => name)).size).toBe(205)
})
