import { describe, expect, test } from 'vitest'
import { issueServiceKey, startTestApi } from '@/lib/api/testing'
import { HOUR } from '@/lib/core/instant'
import type { Context } from '../context'
import { revokeCredentials } from '../credentials/revoke'
import { testWorld } from '../testing'
import { disableSubject } from './disable'
import { enableSubject } from './enable'
import { readPerson } from './read-person'

const world = await testWorld({ max: 4 })
const api = await startTestApi(world)

const read = (subjectId: string) => readPerson(world.administrator, { subjectId })

describe('a person is read with', () => {
  test('everything of theirs, across applications and kinds, ended too, newest first', async () => {
    const now = await world.now()
    const sister = await world.application({ directory: world.shop.directory })
    const subject = await world.subject(world.shop, { name: 'Ada', email: 'ada@example.org', externalId: 'ada-1' })
    const oldest = await world.session(world.shop, { subject, at: now - 3 * HOUR })
    const key = await world.key(sister, { subject, at: now - 2 * HOUR })
    const newest = await world.session(sister, { subject, at: now - HOUR })
    await world.session(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [key.id], cause: 'key_compromise' })
    const person = await read(subject.id)
    expect(person).toMatchObject({
      ...{ name: 'Ada', email: 'ada@example.org', externalId: 'ada-1', type: 'person', disabled: null, more: false },
      ...{ directory: world.shop.directory, environment: 'live' },
    })
    expect(person.credentials.map(({ id, state }) => [id, state])).toEqual([
      [newest.id, 'active'],
      [key.id, 'ended'],
      [oldest.id, 'active'],
    ])
  })

  test('five hundred credentials at most, the newest, and word that there are more', async () => {
    const now = await world.now()
    const first = await world.session(world.shop, { at: now - HOUR })
    await world.copies(first.id, 499)
    expect(await read(first.subject.id)).toMatchObject({ more: false, credentials: { length: 500 } })
    const last = await world.copies(first.id, 1)
    const { credentials, more } = await read(first.subject.id)
    expect([credentials.length, more]).toEqual([500, true])
    const ids = [first.id, ...last, ...credentials.map(({ id }) => id)]
    const newestFirst = [...new Set(ids)].sort().reverse()
    expect(credentials.map(({ id }) => id)).toEqual(newestFirst.slice(0, 500).filter((id) => ids.slice(2).includes(id)))
  })

  test('who disabled them, since when and why, and no word of it once they are enabled', async () => {
    const { id } = await world.subject(world.shop)
    const before = await world.now()
    await disableSubject(world.administrator, { subjectId: id, note: 'left the company' })
    const { disabled } = await read(id)
    expect(disabled).toMatchObject({ by: 'Dana Ortiz', note: 'left the company' })
    expect(disabled?.since).toBeGreaterThanOrEqual(before)
    await enableSubject(world.administrator, { subjectId: id })
    expect((await read(id)).disabled).toBeNull()
  })

  test('what was refused them and what was done to them, and nothing of others', async () => {
    const [mine, other] = [await world.session(world.shop), await world.session(world.shop)]
    await revokeCredentials(world.administrator, { credentialIds: [mine.id, other.id] })
    for (const { token } of [mine, mine, other]) await api.call('POST', '/v1/verify', { body: { token } })
    await world.services.api.telemetry.flush()
    const { refusals, acts } = await read(mine.subject.id)
    expect(refusals).toMatchObject([{ reason: 'revoked', count: 2, credentialId: mine.id }])
    expect(acts).toMatchObject([{ action: 'credential.revoked', actorType: 'operator', actorName: 'Dana Ortiz' }])
  })
})

describe('of a person whom several applications know', () => {
  test('is told what was refused within reach, and of which credential where that is within reach too', async () => {
    const sister = await world.application({ directory: world.shop.directory })
    const subject = await world.subject(world.shop)
    const [here, there] = [await world.session(world.shop, { subject }), await world.session(sister, { subject })]
    await revokeCredentials(world.administrator, { credentialIds: [here.id, there.id] })
    const asks = [
      [world.shop, here],
      [world.shop, there],
      [sister, here],
    ] as const
    for (const [of, { token }] of asks)
      await api.call('POST', '/v1/verify', { key: await issueServiceKey(world, of), body: { token } })
    await world.services.api.telemetry.flush()
    const refusedTo = async (by: Context) =>
      (await readPerson(by, { subjectId: subject.id })).refusals.map(({ credentialId }) => credentialId)
    expect((await refusedTo(await world.operatorOf(world.shop))).toSorted()).toEqual([here.id, null])
    expect((await refusedTo(world.administrator)).toSorted()).toEqual([here.id, here.id, there.id].toSorted())
  })
})

describe('a person is not read', () => {
  test('who does not exist', async () => {
    await expect(read(crypto.randomUUID())).rejects.toMatchObject({ code: 'not_found' })
  })

  test('by what is no id', async () => {
    await expect(read('ada')).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/subjectId' }] })
  })

  test('by an application, not even its own', async () => {
    const { id } = await world.subject(world.shop)
    const asked = readPerson(world.asApplication(world.shop), { subjectId: id })
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })
})
