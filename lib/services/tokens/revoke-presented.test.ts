import { describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import { formatToken, parseToken } from '@/lib/core/token'
import { mintToken } from '@/lib/crypto/token'
import { createServices } from '../create-services'
import { judge, takeSnapshot } from '../judge/judge'
import { present } from '../judge/present'
import { context, testWorld } from '../testing'
import { revokePresented } from './revoke-presented'

const world = await testWorld()
const { shop } = world

async function revoke(token: string, as = world.asApplication(shop)) {
  const outcome = await revokePresented(as, { presentation: present(world.keyring, token) })
  return { outcome, entries: await world.entries({ correlationId: as.correlationId }) }
}

async function verdictOn(token: string) {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict
}

const NOTHING = { outcome: { ok: true, value: null }, entries: [] }

describe('a token that is given back', () => {
  test('is refused on the next call: a session as logged out', async () => {
    const session = await world.session(shop)
    const { entries } = await revoke(session.token)
    expect(await verdictOn(session.token)).toMatchObject({ reason: 'revoked', cause: 'logged_out' })
    expect(entries).toMatchObject([
      { action: 'credential.revoked', actorLabel: 'Shop', targetId: session.id, detail: { cause: 'logged_out' } },
    ])
  })

  test('is refused on the next call: a key without a stated cause', async () => {
    const key = await world.key(shop)
    await revoke(key.token)
    expect(await verdictOn(key.token)).toMatchObject({ reason: 'revoked', cause: 'unspecified' })
  })

  test('takes every generation of its session with it', async () => {
    const session = await world.session(shop)
    const renewed = await world.issue(shop, session.subject, {
      succeeds: { credentialId: session.id, familyId: session.familyId, generation: 1, signedInAt: await world.now() },
    })
    await revoke(session.token)
    expect((await verdictOn(renewed.token)).cause).toBe('logged_out')
  })

  test('is gone even while it is suspended or its owner disabled', async () => {
    const [key, session] = [await world.key(shop), await world.session(shop)]
    await world.suspend(key.id)
    await world.disable('subject', session.subject.id)
    await revoke(key.token)
    await revoke(session.token)
    expect([await world.ending(key.id), await world.ending(session.id)]).toMatchObject([
      { reason: 'revoked' },
      { reason: 'revoked' },
    ])
  })
})

describe('nothing changes and nothing is told', () => {
  test('for a token of another application', async () => {
    const session = await world.session(await world.application({ directory: shop.directory }))
    expect(await revoke(session.token)).toEqual(NOTHING)
    expect((await verdictOn(session.token)).active).toBe(true)
  })

  test('for a right selector with a wrong secret, though our own key made the tag', async () => {
    const session = await world.session(shop)
    const { shape } = parseToken(session.token)
    if (shape.shape !== 'well_formed') throw new Error('not ours')
    const other = mintToken(world.keyring, 'live', 'session')
    const { shape: otherShape, secret } = parseToken(other.token)
    if (otherShape.shape !== 'well_formed' || secret === null) throw new Error('not ours')
    const grafted = formatToken({ ...shape }, secret, otherShape.tag)
    expect(await revoke(grafted)).toEqual(NOTHING)
    await world.database.owner.query(`update credential_live set digest = '\\x00' where credential_id = $1`, [
      session.id,
    ])
    expect(await revoke(session.token)).toEqual(NOTHING)
    expect(await world.ending(session.id)).toBeNull()
  })

  test('for a token that ended before: its first ending stands', async () => {
    const session = await world.session(shop)
    await revoke(session.token)
    const { since } = await verdictOn(session.token)
    expect(await revoke(session.token)).toEqual(NOTHING)
    expect((await verdictOn(session.token)).since).toBe(since)
  })

  test('for a key that expired, which the sweep will record', async () => {
    const now = await world.now()
    const key = await world.key(shop, { at: now - HOUR, expiresAt: now - 1 })
    expect(await revoke(key.token)).toEqual(NOTHING)
    expect((await verdictOn(key.token)).reason).toBe('expired')
  })

  test('for one never stored, a mistyped one and no token at all', async () => {
    const { token } = mintToken(world.keyring, 'live', 'session')
    const session = await world.session(shop)
    for (const text of [token, `${session.token.slice(0, -1)}!`, session.token.slice(0, -1), 'hello', '']) {
      expect(await revoke(text)).toEqual(NOTHING)
    }
    expect((await verdictOn(session.token)).active).toBe(true)
  })
})

describe('refused', () => {
  test('without the scope, and to operators', async () => {
    const { token } = await world.session(shop)
    for (const as of [world.asApplication(shop, ['credentials:revoke']), world.administrator]) {
      await expect(revoke(token, as)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('where a key is missing here: a failure of ours is never a silent yes', async () => {
    const session = await world.session(shop)
    const bare = { ...world.keyring, issuerKeys: new Map() }
    const as = { ...world.asApplication(shop), services: createServices(world.database.api, bare) }
    const unreadable = { presentation: present(bare, session.token) }
    await expect(revokePresented(context(as.services, as.actor), unreadable)).rejects.toMatchObject({
      code: 'misconfigured',
    })
    const unpeppered = { ...world.keyring, peppers: new Map() }
    const other = context(createServices(world.database.api, unpeppered), as.actor)
    const presented = { presentation: present(unpeppered, session.token) }
    await expect(revokePresented(other, presented)).rejects.toMatchObject({ code: 'misconfigured' })
    expect((await verdictOn(session.token)).active).toBe(true)
  })
})
