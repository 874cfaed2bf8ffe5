import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../assay-application'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { createApplication } from './create'
import { disableApplication } from './disable'
import { enableApplication } from './enable'
import { listApplications } from './list'

const world = await testWorld()
const slug = () => `app-${randomBytes(6).toString('hex')}`
type Input = Parameters<typeof createApplication>[1]

async function create(input: Partial<Input> = {}, context = world.administrator) {
  const outcome = await createApplication(context, { slug: slug(), name: 'Warehouse', environment: 'live', ...input })
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

describe('a connected application', () => {
  test('calls with its first service key at once: a live key of Assay that stands for it', async () => {
    const { application, token } = await create({ environment: 'test' })
    const presentation = present(world.keyring, token)
    const snapshot = await takeSnapshot(world.services.api, [presentation])
    const { verdict, record, subject } = await judge(world.services.api, snapshot, presentation)
    expect(verdict.active).toBe(true)
    expect(record).toMatchObject({ kind: 'api_key', audience: 'assay', environment: 'live', scopes: CALLER_SCOPES })
    expect(subject).toMatchObject({ type: 'service', representsApplicationId: application.id })
    expect(snapshot.config.applications.get(application.id)).toMatchObject({
      slug: application.slug,
      environment: 'test',
    })
  })

  test('has a directory of its own unless it shares one', async () => {
    const { application } = await create()
    const sharing = await create({ directory: application.slug })
    const { applications } = await world.services.console.config.current()
    expect(applications.get(application.id)?.directory).toBe(application.slug)
    expect(applications.get(sharing.application.id)?.directory).toBe(application.slug)
  })

  test('is entered together with its key', async () => {
    const context = world.asOperator(await world.operator('administrator'))
    const { application, credentialId } = await create({ scopes: ['tokens:verify'] }, context)
    expect(await world.entries({ correlationId: context.correlationId })).toMatchObject([
      {
        action: 'application.created',
        targetId: application.id,
        detail: { slug: application.slug, environment: 'live' },
      },
      { action: 'key.issued', targetId: credentialId, detail: { scopes: ['tokens:verify'], expiresAt: null } },
    ])
  })

  test('is listed, also when it is disabled', async () => {
    const { application } = await create()
    await world.disable('application', application.id)
    const listed = await listApplications(world.support, {})
    expect(listed.find((each) => each.id === application.id)).toMatchObject({ name: 'Warehouse', disabled: true })
  })
})

describe('an application is not connected', () => {
  test('under a slug in use', async () => {
    const { application } = await create()
    for (const taken of [application.slug, 'assay']) await expect(create({ slug: taken })).rejects.toThrow('slug_taken')
  })

  test('twice when two connect it at once', async () => {
    const input = { slug: slug() }
    const outcomes = await Promise.allSettled([create(input), create(input), create(input)])
    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1)
  })

  test('to the directory of operators: it could speak for them', async () => {
    for (const input of [{ directory: 'operators' }, { slug: 'operators' }]) {
      await expect(create(input)).rejects.toThrow('directory_taken')
    }
  })

  test('by support, nor by another application', async () => {
    for (const context of [world.support, world.asApplication(world.shop)]) {
      await expect(create({}, context)).rejects.toMatchObject({ code: 'forbidden' })
    }
    await expect(listApplications(world.asApplication(world.shop), {})).rejects.toMatchObject({ code: 'forbidden' })
  })

  test.for<[string, Partial<Input>, string]>([
    ['a slug with capitals', { slug: 'Shop' }, '/slug'],
    ['a slug of one letter', { slug: 's' }, '/slug'],
    ['an empty name', { name: ' ' }, '/name'],
    ['a script as address', { signInUrl: 'javascript:alert(1)' }, '/signInUrl'],
    ['no scope at all', { scopes: [] }, '/scopes'],
  ])('with %s', async ([, input, pointer]) => {
    await expect(create(input)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test('by the data plane’s role, whatever asks it to', async () => {
    const { services, database } = world
    await expect(
      database.api.query(`insert into application (id, slug, name, environment, directory, created_at)
        values (gen_random_uuid(), 'intruder', 'Intruder', 'live', 'operators', assay_now())`),
    ).rejects.toMatchObject({ code: '42501' })
    expect([...(await services.api.config.current()).applications.values()].map((each) => each.slug)).not.toContain(
      'intruder',
    )
  })
})

describe('a disabled application', () => {
  test('has its credentials refused on the next call, in every process, and accepted again when enabled', async () => {
    const application = await world.application()
    const { token } = await world.session(application)
    const reasonAt = async (process: 'api' | 'console') => {
      const presentation = present(world.keyring, token)
      const snapshot = await takeSnapshot(world.services[process], [presentation])
      return (await judge(world.services[process], snapshot, presentation)).verdict.reason
    }
    for (const process of ['api', 'console'] as const) expect(await reasonAt(process)).toBeNull()
    await disableApplication(world.administrator, { applicationId: application.id })
    for (const process of ['api', 'console'] as const) expect(await reasonAt(process)).toBe('application_disabled')
    await enableApplication(world.administrator, { applicationId: application.id })
    for (const process of ['api', 'console'] as const) expect(await reasonAt(process)).toBeNull()
  })

  test('is entered when it is disabled and when it is enabled, once each', async () => {
    const { id: applicationId } = await world.application()
    const by = world.asOperator(await world.operator('administrator'))
    for (let turn = 0; turn < 2; turn += 1) await disableApplication(by, { applicationId, note: 'contract ended' })
    for (let turn = 0; turn < 2; turn += 1) await enableApplication(by, { applicationId })
    expect(await world.entries({ correlationId: by.correlationId })).toMatchObject([
      { action: 'application.disabled', targetId: applicationId, applicationId, detail: { note: 'contract ended' } },
      { action: 'application.enabled', targetId: applicationId },
    ])
  })

  test('is never Assay itself', async () => {
    const outcome = await disableApplication(world.administrator, { applicationId: ASSAY_APPLICATION.id })
    expect(outcome).toMatchObject({ ok: false, code: 'own_application' })
  })

  test('is not disabled by support, by an application, or when it does not exist', async () => {
    const application = await world.application()
    for (const by of [world.support, world.asApplication(application)]) {
      for (const act of [disableApplication, enableApplication]) {
        await expect(act(by, { applicationId: application.id })).rejects.toMatchObject({ code: 'forbidden' })
      }
    }
    const unknown = disableApplication(world.administrator, { applicationId: randomUUID() })
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' })
  })
})
