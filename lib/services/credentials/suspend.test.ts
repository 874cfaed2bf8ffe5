import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { rotateKey } from '../keys/rotate'
import { testWorld } from '../testing'
import { resumeCredential } from './resume'
import { revokeCredentials } from './revoke'
import { suspendCredential } from './suspend'

const world = await testWorld()
const clock = await world.database.movableClock()
const { shop } = world

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

describe('a suspended credential', () => {
  test('is refused until it is resumed, and works again after', async () => {
    const key = await world.key(shop)
    const suspended = await suspendCredential(world.administrator, { credentialId: key.id, note: 'ticket 12' })
    expect(suspended).toMatchObject({ ok: true, value: { state: 'suspended', suspendedUntil: null, ended: null } })
    expect(await verdictOn(key.token)).toMatchObject({ active: false, reason: 'suspended' })
    const resumed = await resumeCredential(world.administrator, { credentialId: key.id })
    expect(resumed).toMatchObject({ ok: true, value: { state: 'active', suspendedUntil: null } })
    expect((await verdictOn(key.token)).active).toBe(true)
  })

  test('resumes by itself at its instant and can be suspended anew', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const key = await world.key(shop)
    await suspendCredential(world.asApplication(shop), { credentialId: key.id, until: now + HOUR })
    await clock.setInstant(now + HOUR - 1)
    expect((await verdictOn(key.token)).reason).toBe('suspended')
    await clock.setInstant(now + HOUR)
    expect((await verdictOn(key.token)).active).toBe(true)
    expect(await suspendCredential(world.asApplication(shop), { credentialId: key.id })).toMatchObject({ ok: true })
    expect((await verdictOn(key.token)).since).toBe(now + HOUR)
    await clock.reset()
  })

  test('keeps every stretch in its history', async () => {
    const key = await world.key(shop)
    for (let turn = 0; turn < 2; turn += 1) {
      await suspendCredential(world.administrator, { credentialId: key.id })
      await resumeCredential(world.administrator, { credentialId: key.id })
    }
    const { rows } = await world.database.owner.query('select * from suspension where credential_id = $1', [key.id])
    expect(rows).toHaveLength(2)
    expect(rows.every((row) => row.until_at !== null)).toBe(true)
  })

  test('is entered when it begins and when it ends', async () => {
    const key = await world.key(shop)
    const context = world.asApplication(shop)
    const until = (await world.now()) + HOUR
    await suspendCredential(context, { credentialId: key.id, until, note: 'odd traffic' })
    await resumeCredential(context, { credentialId: key.id, note: 'was the nightly job' })
    const entries = await world.entries({ correlationId: context.correlationId })
    expect(entries).toMatchObject([
      {
        action: 'credential.suspended',
        targetId: key.id,
        applicationId: shop.id,
        detail: { until, note: 'odd traffic', before: { state: 'active' }, after: { state: 'suspended' } },
      },
      {
        action: 'credential.resumed',
        targetId: key.id,
        detail: { note: 'was the nightly job', before: { state: 'suspended' }, after: { state: 'active' } },
      },
    ])
  })
})

describe('refused', () => {
  const suspend = (credentialId: string, context = world.administrator) => suspendCredential(context, { credentialId })
  const resume = (credentialId: string, context = world.administrator) => resumeCredential(context, { credentialId })

  test('twice', async () => {
    const key = await world.key(shop)
    await suspend(key.id)
    expect(await suspend(key.id)).toMatchObject({ ok: false, code: 'already_suspended' })
  })

  test('after the end', async () => {
    const key = await world.key(shop)
    await revokeCredentials(world.administrator, { credentialIds: [key.id] })
    expect(await suspend(key.id)).toMatchObject({ ok: false, code: 'ended' })
    expect(await resume(key.id)).toMatchObject({ ok: false, code: 'ended' })
  })

  test('under an id it had before: it says as what it goes on, and what to do', async () => {
    const first = await world.key(shop)
    const rotate = async (credentialId: string) => {
      const rotated = await rotateKey(world.administrator, { credentialId, overlapSeconds: 0 })
      return rotated.ok ? rotated.value.credential.id : ''
    }
    const last = await rotate(await rotate(first.id))
    for (const [act, verb] of [
      [suspend, 'Suspend'],
      [resume, 'Resume'],
    ] as const)
      expect(await act(first.id)).toEqual({
        ...{ ok: false, code: 'superseded' },
        message: `This key was given a new token and goes on as ${last}. ${verb} that one.`,
      })
    await revokeCredentials(world.administrator, { credentialIds: [last] })
    expect(await suspend(first.id)).toMatchObject({ ok: false, code: 'ended' })
  })

  test('to resume what runs', async () => {
    const key = await world.key(shop)
    expect(await resume(key.id)).toMatchObject({ ok: false, code: 'not_suspended' })
  })

  test('for the session one is using', async () => {
    const actor = await world.operator('administrator')
    expect(await suspend(actor.sessionId, world.asOperator(actor))).toMatchObject({ ok: false, code: 'own_session' })
  })

  test('with an end that has passed', async () => {
    const key = await world.key(shop)
    const input = { credentialId: key.id, until: (await world.now()) - 1 }
    await expect(suspendCredential(world.administrator, input)).rejects.toMatchObject({
      fields: [{ pointer: '/until' }],
    })
  })

  test('for an application of another team, as if it did not exist', async () => {
    const key = await world.key(shop)
    const stranger = world.asApplication(await world.application({ directory: shop.directory }))
    for (const act of [suspend, resume]) {
      await expect(act(key.id, stranger)).rejects.toMatchObject({ code: 'not_found' })
      await expect(act(randomUUID(), stranger)).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('for support, and for a service key without the scope', async () => {
    const key = await world.key(shop)
    for (const context of [world.support, world.asApplication(shop, ['credentials:revoke'])]) {
      await expect(suspend(key.id, context)).rejects.toMatchObject({ code: 'forbidden' })
      await expect(resume(key.id, context)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})
