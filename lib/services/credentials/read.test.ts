import { describe, expect, test } from 'vitest'
import { issueServiceKey, startTestApi } from '@/lib/api/testing'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { lifecycle } from '@/lib/core/lifecycle'
import { parseToken } from '@/lib/core/token'
import { digestSecret, storedDigest } from '@/lib/crypto/token'
import type { Context } from '../context'
import { rotateKey } from '../keys/rotate'
import { testWorld } from '../testing'
import { readCredentialDetail } from './read'
import { revokeCredentials } from './revoke'

const world = await testWorld({ max: 4 })
const clock = await world.database.movableClock()
const api = await startTestApi(world)

const read = (credentialId: string) => readCredentialDetail(world.support, { credentialId })

describe('a credential is read with', () => {
  test('its uses by the minute, its refusals and what was done to it, before its end and after', async () => {
    const { id, token } = await world.session(world.shop, { at: (await world.now()) - HOUR })
    const verify = () => api.call('POST', '/v1/verify', { body: { token } })
    await verify()
    const used = await world.now()
    await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'logged_out', note: 'lost laptop' })
    await verify()
    await verify()
    await world.services.api.telemetry.flush()
    const { credential, uses, refusals, acts, record } = await read(id)
    expect(credential).toMatchObject({ state: 'ended', reason: 'revoked', cause: 'logged_out', note: 'lost laptop' })
    expect([credential.endedBy, credential.useCount]).toEqual(['Dana Ortiz', 1])
    expect(uses).toHaveLength(1)
    expect(Math.abs((uses[0]?.minute ?? 0) - used)).toBeLessThan(2 * MINUTE)
    expect(refusals).toMatchObject([{ reason: 'revoked', count: 2 }])
    expect(acts).toMatchObject([{ action: 'credential.revoked', actorName: 'Dana Ortiz' }])
    expect(record.ended).toMatchObject({ reason: 'revoked', by: 'Dana Ortiz' })
  })

  test('every generation of its family, oldest first, from whichever one is read', async () => {
    const first = await world.key(world.shop)
    const second = await rotateKey(world.administrator, { credentialId: first.id })
    const secondId = second.ok ? second.value.credential.id : ''
    for (const id of [first.id, secondId]) {
      const { family } = await read(id)
      expect(family.map((each) => [each.id, each.generation])).toEqual([
        [first.id, 1],
        [secondId, 2],
      ])
    }
    expect((await read(first.id)).credential).toMatchObject({ state: 'in_overlap', successorId: secondId })
  })

  test('the rules that apply to it, so that its state can be told again for any instant', async () => {
    const application = await world.application()
    const now = await world.now()
    await world.policy(application.id, { idleSeconds: 600, from: now - HOUR })
    const { id } = await world.session(application, { at: now - MINUTE })
    await clock.setInstant(now + 9 * MINUTE)
    const { credential, record, policies } = await read(id)
    await clock.reset()
    expect(policies.map(({ scope, idleSeconds }) => [scope, idleSeconds])).toContainEqual(['application', 600])
    expect(credential.state).toBe('ended')
    expect(lifecycle(record, policies, now + 9 * MINUTE)).toMatchObject({ state: 'ended' })
    expect(lifecycle(record, policies, now + 9 * MINUTE - 1).state).toBe('ending_soon')
  })

  test('nothing that could be presented or compared with what is: neither secret nor digest', async () => {
    const { id, token } = await world.session(world.shop)
    const digest = digestSecret(parseToken(token).secret ?? '')
    const stored = storedDigest(world.keyring.peppers.get(1) ?? Buffer.alloc(0), digest)
    const written = JSON.stringify(await read(id))
    expect(written).not.toMatch(/digest|pepper|selector|"type":"Buffer"/i)
    for (const kept of [digest, stored]) expect(written).not.toContain(kept.toString('hex'))
    expect(written).not.toContain(parseToken(token).secret)
  })
})

describe('of what happened to a credential', () => {
  test('elsewhere, only those are told who reach there', async () => {
    const elsewhere = await world.application()
    const { id, token } = await world.session(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [id] })
    for (const of of [elsewhere, elsewhere, world.shop])
      await api.call('POST', '/v1/verify', { key: await issueServiceKey(world, of), body: { token } })
    await world.services.api.telemetry.flush()
    const seenBy = async (by: Context) =>
      (await readCredentialDetail(by, { credentialId: id })).refusals.reduce((sum, { count }) => sum + count, 0)
    expect(await seenBy(await world.operatorOf(world.shop))).toBe(1)
    for (const by of [world.support, world.administrator]) expect(await seenBy(by)).toBe(3)
  })
})

describe('a credential is not read', () => {
  test('that does not exist', async () => {
    await expect(read(crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })

  test('by what is no id', async () => {
    await expect(read('1')).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/credentialId' }] })
  })

  test('by an application: it reads what is its own at the data plane, without what operators did', async () => {
    const { id } = await world.session(world.shop)
    const asked = readCredentialDetail(world.asApplication(world.shop), { credentialId: id })
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })
})
