import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../assay-application'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { issueKey } from './issue'

const world = await testWorld()
const { shop } = world
const caller = () => world.asApplication(shop)
const person = () => ({ externalId: `person-${randomUUID()}` })
type Input = Parameters<typeof issueKey>[1]

async function issue(input: Partial<Input>, context = caller()) {
  const outcome = await issueKey(context, { name: 'Deploy', ...input })
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return judge(world.services.api, snapshot, presentation)
}

describe('an application', () => {
  test('issues a key to a subject of its own, and it works', async () => {
    const { token, credential } = await issue({ subject: { ...person(), type: 'service' }, scopes: ['orders:read'] })
    const { verdict, subject } = await verdictOn(token)
    expect(verdict.active).toBe(true)
    expect(subject).toMatchObject({ type: 'service', representsApplicationId: null })
    expect(credential).toMatchObject({ kind: 'api_key', name: 'Deploy', scopes: ['orders:read'], application: 'shop' })
  })

  test('issues keys of its own environment', async () => {
    const application = await world.application({ environment: 'test' })
    const { token } = await issue({ subject: person() }, world.asApplication(application))
    expect(token).toMatch(/^asy_test_key_/)
  })

  test('cannot issue for another application', async () => {
    const other = await world.application()
    await expect(issue({ subject: person(), applicationId: other.id })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/applicationId' }],
    })
  })

  test('cannot issue service keys, not even its own', async () => {
    await expect(issue({ representsApplicationId: shop.id })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('needs the scope', async () => {
    const context = world.asApplication(shop, ['sessions:issue'])
    await expect(issue({ subject: person() }, context)).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('an administrator', () => {
  test('issues a key for any application, and the entry carries what was granted', async () => {
    const expiresAt = (await world.now()) + HOUR
    const context = world.administrator
    const { credential } = await issue(
      { applicationId: shop.id, subject: person(), scopes: ['orders:read'], expiresAt },
      context,
    )
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries.map((each) => each.action)).toEqual(['key.issued', 'subject.created'])
    expect(entries[0]).toMatchObject({
      actorType: 'operator',
      actorLabel: 'Dana Ortiz',
      targetId: credential.id,
      applicationId: shop.id,
      detail: { credentialId: credential.id, name: 'Deploy', scopes: ['orders:read'], expiresAt },
    })
  })

  test('issues a service key: a key of Assay whose subject stands for the application', async () => {
    const scopes = ['tokens:verify', 'sessions:issue']
    const { token, credential } = await issue({ representsApplicationId: shop.id, scopes }, world.administrator)
    const { verdict, record, subject } = await verdictOn(token)
    expect(verdict.active).toBe(true)
    expect(record).toMatchObject({ applicationId: ASSAY_APPLICATION.id, kind: 'api_key', scopes })
    expect(subject).toMatchObject({ type: 'service', representsApplicationId: shop.id })
    const again = await issue({ representsApplicationId: shop.id, scopes }, world.administrator)
    expect(again.credential.subject.id).toBe(credential.subject.id)
  })

  test.for<[string, Partial<Input>, string]>([
    ['without an application', { subject: person() }, '/applicationId'],
    ['without a subject', { applicationId: shop.id }, '/subject'],
    ['of Assay for a person', { applicationId: ASSAY_APPLICATION.id, subject: person() }, '/representsApplicationId'],
    ['for Assay itself', { representsApplicationId: ASSAY_APPLICATION.id }, '/representsApplicationId'],
    [
      'that stands for an application and belongs to a person',
      { representsApplicationId: shop.id, subject: person() },
      '/subject',
    ],
    [
      'that stands for one application and belongs to another',
      { representsApplicationId: shop.id, applicationId: shop.id },
      '/applicationId',
    ],
    [
      'with a scope the data plane does not know',
      { representsApplicationId: shop.id, scopes: [CALLER_SCOPES[0], 'root'] },
      '/scopes/1',
    ],
  ])('cannot issue a key %s', async ([, input, pointer]) => {
    await expect(issue(input, world.administrator)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })

  test('learns that an application does not exist', async () => {
    const input = { applicationId: randomUUID(), subject: person() }
    await expect(issue(input, world.administrator)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('dates', () => {
  test('a key with a later beginning is pending until then', async () => {
    const now = await world.now()
    const { token, credential } = await issue({ subject: person(), notBefore: now + HOUR })
    expect(credential.state).toBe('pending')
    expect((await verdictOn(token)).verdict.reason).toBe('not_yet_valid')
  })

  test('a key that has expired already is not issued', async () => {
    const expiresAt = (await world.now()) - 1
    await expect(issue({ subject: person(), expiresAt })).rejects.toMatchObject({ fields: [{ pointer: '/expiresAt' }] })
  })

  test('a key that would expire before it begins is not issued', async () => {
    const now = await world.now()
    const dates = { notBefore: now + HOUR, expiresAt: now + HOUR }
    await expect(issue({ subject: person(), ...dates })).rejects.toMatchObject({ fields: [{ pointer: '/notBefore' }] })
  })
})

describe('no key is issued', () => {
  test('by support', async () => {
    const input = { applicationId: shop.id, subject: person() }
    await expect(issue(input, world.support)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('to a disabled subject', async () => {
    const { id, externalId } = await world.subject(shop)
    await world.disable('subject', id)
    await expect(issue({ subject: { externalId } })).rejects.toMatchObject({ code: 'conflict' })
  })

  test('by a disabled application', async () => {
    const application = await world.application()
    await world.disable('application', application.id)
    const context = world.asApplication(application)
    await expect(issue({ subject: person() }, context)).rejects.toMatchObject({ code: 'conflict' })
  })

  test('without a name', async () => {
    await expect(issue({ subject: person(), name: ' ' })).rejects.toMatchObject({ fields: [{ pointer: '/name' }] })
  })
})
