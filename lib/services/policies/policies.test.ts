import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { testWorld } from '../testing'
import { changePolicy } from './change'
import { createPolicy } from './create'
import { listPolicies } from './list'
import { readPolicy } from './read'

const world = await testWorld()
const clock = await world.database.movableClock()
const SESSIONS_OF_ALL = '00000000-0000-7000-8000-000000000011'
const OPERATOR_SESSIONS = '00000000-0000-7000-8000-000000000013'
const LOOSE = { idleSeconds: 7_200, absoluteSeconds: null }
const STRICT = { idleSeconds: 600, absoluteSeconds: 86_400 }

/** An application with a rule of its own, in its first version. */
async function ruled(limits = LOOSE) {
  const application = await world.application()
  const outcome = await createPolicy(world.administrator, { applicationId: application.id, kind: 'session', limits })
  if (!outcome.ok) throw new Error(outcome.code)
  return { application, policyId: outcome.value.policyId }
}

function change(policyId: string, changes: Partial<Parameters<typeof changePolicy>[1]> = {}, by = world.administrator) {
  return changePolicy(by, { policyId, expectedVersion: 1, limits: STRICT, ...changes })
}

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

describe('a changed policy', () => {
  test('decides the next verdict, and ends nothing in the past', async () => {
    const { application, policyId } = await ruled()
    const session = await world.session(application, { at: (await world.now()) - HOUR })
    expect((await verdictOn(session.token)).active).toBe(true)
    const changed = await change(policyId)
    if (!changed.ok) throw new Error(changed.code)
    expect(await verdictOn(session.token)).toMatchObject({
      reason: 'idle',
      since: changed.value.effectiveFrom,
      policy: { policyId, version: 2, idleSeconds: 600 },
    })
  })

  test('is refused by field when it announces more endings than can be kept', async () => {
    const { policyId } = await ruled()
    await expect(change(policyId, { previewedEndings: 2 ** 31 })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/previewedEndings' }],
    })
  })

  test('that loosens revives nothing', async () => {
    const { application, policyId } = await ruled()
    const at = (await world.now()) - HOUR
    const session = await world.session(application, { at })
    await change(policyId)
    const { since } = await verdictOn(session.token)
    await change(policyId, { expectedVersion: 2, limits: { idleSeconds: null, absoluteSeconds: null } })
    expect(await verdictOn(session.token)).toMatchObject({ active: false, reason: 'idle', since })
  })

  test('that loosens in the very millisecond of the one before revives nothing either', async () => {
    const application = await world.application()
    const session = await world.session(application, { at: (await world.now()) - HOUR })
    const now = await world.now()
    await clock.setInstant(now)
    const input = { applicationId: application.id, kind: 'session' as const, limits: STRICT }
    const made = await createPolicy(world.administrator, input)
    if (!made.ok) throw new Error(made.code)
    expect((await verdictOn(session.token)).reason).toBe('idle')
    await change(made.value.policyId, { limits: LOOSE })
    expect((await verdictOn(session.token)).reason).toBe('idle')
    await clock.setInstant(now + HOUR)
    expect(await verdictOn(session.token)).toMatchObject({ reason: 'idle', since: now })
    await clock.reset()
  })

  test('that lets anything live longer asks for a fresh proof of identity; one that does not is left alone', async () => {
    const { policyId } = await ruled()
    const by = world.asOperator({ ...(await world.operator('administrator')), authenticatedAt: 0 })
    await expect(change(policyId, {}, by)).resolves.toMatchObject({ ok: true })
    for (const limits of [
      { ...STRICT, idleSeconds: null },
      { ...STRICT, absoluteSeconds: LOOSE.absoluteSeconds },
    ]) {
      const looser = change(policyId, { expectedVersion: 2, limits }, by)
      await expect(looser).rejects.toMatchObject({ code: 'step_up_required' })
    }
  })

  test('of another application, or of the whole installation, does not exist for a narrowed administrator', async () => {
    const { application, policyId } = await ruled()
    const of = async (applicationId: string) =>
      world.asOperator(await world.operator([{ role: 'administrator', applicationId }]))
    const elsewhere = await of(world.shop.id)
    for (const id of [policyId, SESSIONS_OF_ALL])
      await expect(change(id, {}, elsewhere)).rejects.toMatchObject({ code: 'not_found' })
    await expect(change(policyId, {}, await of(application.id))).resolves.toMatchObject({ ok: true })
  })

  test('is entered with what was, what is and what the operator was told', async () => {
    const { application, policyId } = await ruled()
    const by = world.asOperator(await world.operator('administrator'))
    await change(policyId, { note: 'audit finding 12', previewedEndings: 41 }, by)
    expect(await world.entries({ correlationId: by.correlationId })).toMatchObject([
      {
        action: 'policy.changed',
        targetType: 'policy',
        targetId: policyId,
        applicationId: application.id,
        detail: { version: 2, before: LOOSE, after: STRICT, note: 'audit finding 12', previewedEndings: 41 },
      },
    ])
  })

  test('keeps every version, with who set it and when', async () => {
    const { policyId } = await ruled()
    await change(policyId)
    const { versions, ceiling } = await readPolicy(world.support, { policyId })
    expect(versions).toMatchObject([
      { version: 2, ...STRICT, setBy: 'Dana Ortiz' },
      { version: 1, ...LOOSE },
    ])
    expect(ceiling?.policyId).toBe(SESSIONS_OF_ALL)
    const listed = await listPolicies(world.support, {})
    expect(listed.find((each) => each.id === policyId)).toMatchObject({ version: 2, ...STRICT })
  })
})

describe('a change is refused', () => {
  test('when another came first', async () => {
    const { policyId } = await ruled()
    await change(policyId)
    expect(await change(policyId)).toMatchObject({ ok: false, code: 'changed_meanwhile' })
  })

  test('for all but one of those who change at once', async () => {
    const { policyId } = await ruled()
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => change(policyId)))
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(outcomes.filter((outcome) => !outcome.ok && outcome.code === 'changed_meanwhile')).toHaveLength(5)
  })

  test.for([
    [OPERATOR_SESSIONS, { idleSeconds: 119, absoluteSeconds: null }, '/limits/idleSeconds'],
    [OPERATOR_SESSIONS, { idleSeconds: null, absoluteSeconds: 599 }, '/limits/absoluteSeconds'],
    [SESSIONS_OF_ALL, { idleSeconds: 119, absoluteSeconds: null }, '/limits/idleSeconds'],
    [SESSIONS_OF_ALL, { idleSeconds: null, absoluteSeconds: 599 }, '/limits/absoluteSeconds'],
  ] as const)('where it would lock every operator out: %s %o', async ([policyId, limits, pointer]) => {
    await expect(change(policyId, { limits })).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test('below a minute and above 400 days', async () => {
    const { policyId } = await ruled()
    for (const idleSeconds of [59, 34_560_001, 60.5]) {
      const limits = { idleSeconds, absoluteSeconds: null }
      await expect(change(policyId, { limits })).rejects.toMatchObject({ fields: [{ pointer: '/limits/idleSeconds' }] })
    }
  })

  test('to support and to applications', async () => {
    const { application, policyId } = await ruled()
    for (const by of [world.support, world.asApplication(application)]) {
      await expect(change(policyId, {}, by)).rejects.toMatchObject({ code: 'forbidden' })
      const made = createPolicy(by, { applicationId: application.id, kind: 'api_key', limits: LOOSE })
      await expect(made).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('for a policy and an application that do not exist', async () => {
    await expect(change(randomUUID())).rejects.toMatchObject({ code: 'not_found' })
    await expect(readPolicy(world.support, { policyId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
    const made = createPolicy(world.administrator, { applicationId: randomUUID(), kind: 'session', limits: LOOSE })
    await expect(made).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('a rule of an application', () => {
  test('is made once, and entered', async () => {
    const application = await world.application()
    const by = world.asOperator(await world.operator('administrator'))
    const input = { applicationId: application.id, kind: 'session' as const, limits: STRICT }
    const outcomes = await Promise.all([createPolicy(by, input), createPolicy(by, input)])
    expect(outcomes.filter((outcome) => outcome.ok)).toHaveLength(1)
    expect(await createPolicy(by, input)).toMatchObject({ ok: false, code: 'exists' })
    const actions = (await world.entries({ correlationId: by.correlationId })).map((each) => each.action)
    expect(actions).toEqual(['policy.created', 'policy.changed'])
  })

  test('does not reach other applications or kinds', async () => {
    const { application, policyId } = await ruled()
    const at = (await world.now()) - HOUR
    const [key, other] = [await world.key(application, { at }), await world.session(world.shop, { at })]
    await change(policyId)
    for (const { token } of [key, other]) expect((await verdictOn(token)).active).toBe(true)
  })

  test('yields to a stricter one of the installation', async () => {
    const { application } = await ruled()
    const session = await world.session(application, { at: (await world.now()) - HOUR })
    await change(SESSIONS_OF_ALL, { limits: { idleSeconds: 30 * 60, absoluteSeconds: 2_592_000 } })
    expect(await verdictOn(session.token)).toMatchObject({ reason: 'idle', policy: { scope: 'installation' } })
    expect((await world.now()) - MINUTE).toBeLessThan((await verdictOn(session.token)).since ?? 0)
  })
})

describe('a rule for keys', () => {
  const ofKeys = async () => {
    const application = await world.application()
    const limits = { ...LOOSE, idleSeconds: null, overlapSecondsMax: 86_400, rotateAfterSeconds: 90 * 86_400 }
    const made = await createPolicy(world.administrator, { applicationId: application.id, kind: 'api_key', limits })
    if (!made.ok) throw new Error(made.code)
    return made.value.policyId
  }

  test('says how long overlaps may be and when keys are due, by version, with both sides in the entry', async () => {
    const policyId = await ofKeys()
    const act = { ...world.administrator, correlationId: randomUUID() }
    const limits = { idleSeconds: null, absoluteSeconds: null, overlapSecondsMax: 3_600 }
    await change(policyId, { limits }, act)
    const { versions } = await readPolicy(world.administrator, { policyId })
    // What is left out stays.
    expect(versions).toMatchObject([
      { version: 2, overlapSecondsMax: 3_600, rotateAfterSeconds: 90 * 86_400 },
      { version: 1, overlapSecondsMax: 86_400, rotateAfterSeconds: 90 * 86_400 },
    ])
    expect(await world.entries({ correlationId: act.correlationId })).toMatchObject([
      {
        action: 'policy.changed',
        detail: { before: { overlapSecondsMax: 86_400 }, after: { overlapSecondsMax: 3_600 } },
      },
    ])
  })

  test('is weakened by a longer overlap or a later rotation only with a fresh proof', async () => {
    const policyId = await ofKeys()
    const { actor } = world.administrator
    if (actor.type !== 'operator') throw new Error('no operator')
    const stale = { ...world.administrator, actor: { ...actor, authenticatedAt: (await world.now()) - HOUR } }
    const none = { idleSeconds: null, absoluteSeconds: null }
    for (const limits of [
      { ...none, overlapSecondsMax: 86_401 },
      { ...none, overlapSecondsMax: null },
      { ...none, rotateAfterSeconds: 91 * 86_400 },
    ])
      await expect(change(policyId, { limits }, stale)).rejects.toMatchObject({ code: 'step_up_required' })
    expect(await change(policyId, { limits: { ...none, overlapSecondsMax: 60 } }, stale)).toMatchObject({ ok: true })
  })

  test.each([
    ['overlapSecondsMax', 30 * 86_400 + 1],
    ['overlapSecondsMax', -1],
    ['rotateAfterSeconds', 3_600],
    ['rotateAfterSeconds', 401 * 86_400],
  ])('refuses %s of %i by its field', async (name, value) => {
    const limits = { idleSeconds: null, absoluteSeconds: null, [name]: value }
    await expect(change(await ofKeys(), { limits })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: `/limits/${name}` }],
    })
  })

  test('says of sessions nothing that only keys have', async () => {
    const { policyId } = await ruled()
    await expect(change(policyId, { limits: { ...STRICT, overlapSecondsMax: 60 } })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/limits/overlapSecondsMax' }],
    })
  })
})
