import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { parseToken } from '@/lib/core/token'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { issueSession } from './issue'

const world = await testWorld()
const { shop, database } = world
const caller = () => world.asApplication(shop)
const person = () => ({ externalId: `person-${randomUUID()}` })
const code = (expected: string) => expect.objectContaining({ code: expected })

async function issue(input: Parameters<typeof issueSession>[1], context = caller()) {
  const outcome = await issueSession(context, input)
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

describe('a session', () => {
  test('is active from its first presentation on, and knows nothing it was not told', async () => {
    const { token, credential } = await issue({ subject: person() })
    const presentation = present(world.keyring, token)
    const snapshot = await takeSnapshot(world.services.api, [presentation])
    const { verdict, record } = await judge(world.services.api, snapshot, presentation)
    expect(verdict.active).toBe(true)
    expect(record).toMatchObject({ id: credential.id, kind: 'session', environment: 'live', audience: 'shop' })
    expect(credential).toMatchObject({ state: 'active', application: 'shop', generation: 1, ended: null })
  })

  test('is summarised as it is stored', async () => {
    const { credential } = await issue({ subject: person(), scopes: ['a', 'b', 'a'] })
    const { rows } = await database.owner.query('select * from credential_live where credential_id = $1', [
      credential.id,
    ])
    expect(rows[0]).toMatchObject({
      scopes: ['a', 'b'],
      subject_id: credential.subject.id,
      family_id: credential.familyId,
    })
    expect(rows[0]?.signed_in_at.getTime()).toBe(credential.issuedAt)
  })

  test('ends by the strictest limit of application and installation', async () => {
    const application = await world.application()
    await world.policy(application.id, { idleSeconds: 600, absoluteSeconds: 86_400 })
    const { credential } = await issue({ subject: person() }, world.asApplication(application))
    expect(credential.endsAt).toBe(credential.issuedAt + 600_000)
  })

  test('keeps what the application reports of the end user', async () => {
    const context = { ip: '2001:db8::7', userAgent: 'Firefox', country: 'PT' }
    const { credential } = await issue({ subject: person(), context, authMethod: 'otp' })
    const { rows } = await database.owner.query('select * from credential where id = $1', [credential.id])
    expect(rows[0]).toMatchObject({
      created_ip: '2001:db8::7',
      created_user_agent: 'Firefox',
      created_country: 'PT',
      auth_method: 'otp',
    })
  })

  test('never has its secret in the store', async () => {
    const { token, credential } = await issue({ subject: person() })
    const secret = parseToken(token).secret ?? 'none'
    const { rows } = await database.owner.query(
      `select row_to_json(c)::text || row_to_json(l)::text as text from credential c join credential_live l on l.credential_id = c.id where c.id = $1`,
      [credential.id],
    )
    expect(secret).toHaveLength(43)
    expect(rows[0]?.text).not.toContain(secret)
  })

  test('is entered in the audit with the person it made known', async () => {
    const context = caller()
    const { credential } = await issue({ subject: { ...person(), name: 'Ada' }, authMethod: 'pwd' }, context)
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries.map((each) => each.action)).toEqual(['session.issued', 'subject.created'])
    expect(entries[0]).toMatchObject({
      actorType: 'application',
      actorLabel: 'Shop',
      targetId: credential.id,
      applicationId: shop.id,
      subjectId: credential.subject.id,
      detail: { credentialId: credential.id, authMethod: 'pwd' },
    })
  })
})

describe('the person signed in', () => {
  test('is one person however often and from however many applications of the directory', async () => {
    const subject = person()
    const sister = await world.application({ directory: shop.directory })
    const first = await issue({ subject })
    const second = await issue({ subject }, world.asApplication(sister))
    expect(second.credential.subject.id).toBe(first.credential.subject.id)
  })

  test('is made once when first sign-ins race', async () => {
    const subject = person()
    const issued = await Promise.all(Array.from({ length: 8 }, () => issue({ subject })))
    expect(new Set(issued.map((each) => each.credential.subject.id)).size).toBe(1)
  })

  test('takes a new name and keeps what is left out', async () => {
    const subject = person()
    await issue({ subject: { ...subject, name: 'Ada', email: 'ada@example.org' } })
    const context = caller()
    await issue({ subject: { ...subject, name: 'Ada Lovelace' } }, context)
    const [, updated] = await world.entries({ correlationId: context.correlationId })
    expect(updated).toMatchObject({
      action: 'subject.updated',
      detail: { before: { name: 'Ada' }, after: { name: 'Ada Lovelace', email: 'ada@example.org' } },
    })
  })

  test('is another one in another directory', async () => {
    const subject = person()
    const stranger = await world.application()
    const [ours, theirs] = [await issue({ subject }), await issue({ subject }, world.asApplication(stranger))]
    expect(theirs.credential.subject.id).not.toBe(ours.credential.subject.id)
  })
})

describe('no session is issued', () => {
  test('to a disabled person', async () => {
    const subject = await world.subject(shop)
    await world.disable('subject', subject.id)
    await expect(issue({ subject: { externalId: subject.externalId } })).rejects.toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('subject is disabled'),
    })
  })

  test('by a disabled application, and the person it named is not kept', async () => {
    const application = await world.application()
    await world.disable('application', application.id)
    const subject = person()
    await expect(issue({ subject }, world.asApplication(application))).rejects.toEqual(code('conflict'))
    const { rows } = await database.owner.query('select from subject where external_id = $1', [subject.externalId])
    expect(rows).toHaveLength(0)
  })

  test('to a service under a person’s flag', async () => {
    const subject = await world.subject(shop, { type: 'service' })
    const input = { subject: { externalId: subject.externalId, type: 'person' as const } }
    await expect(issue(input)).rejects.toEqual(code('conflict'))
  })

  test('by a service key without the scope', async () => {
    const context = world.asApplication(shop, ['tokens:verify', 'keys:issue'])
    await expect(issue({ subject: person() }, context)).rejects.toEqual(code('forbidden'))
  })

  test.for(['administrator', 'support', 'system'] as const)('by %s', async (who) => {
    await expect(issue({ subject: person() }, world[who])).rejects.toEqual(code('forbidden'))
  })

  test.for([
    ['an unknown field', { subject: { externalId: 'a' }, expiresAt: 1 }, '/expiresAt'],
    ['an unknown field of the person', { subject: { externalId: 'a', role: 'x' } }, '/subject/role'],
    ['no external id', { subject: {} }, '/subject/externalId'],
    ['an empty external id', { subject: { externalId: '  ' } }, '/subject/externalId'],
    ['a zero byte', { subject: { externalId: 'a\0b' } }, '/subject/externalId'],
    ['a thing that is no mail address', { subject: { externalId: 'a', email: 'ada' } }, '/subject/email'],
    ['a scope with a space', { subject: { externalId: 'a' }, scopes: ['a b'] }, '/scopes/0'],
    ['a host name as address', { subject: { externalId: 'a' }, context: { ip: 'localhost' } }, '/context/ip'],
  ] as const)('for input with %s', async ([, input, pointer]) => {
    const raw: unknown = input
    await expect(issue(raw as Parameters<typeof issueSession>[1])).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })
})
