import { expect, test } from 'vitest'
import { reportMailServer } from '../../notices/report-server'
import { testWorld } from '../../testing'
import { rememberDevice } from './known-device'

const world = await testWorld()
await reportMailServer(world.services.worker, { sender: 'no-reply@assay.example' })
const { actor } = world.support

async function signInOn(secret: string | null) {
  if (actor.type !== 'operator') throw new Error('no operator')
  const { id: operatorId, subjectId, sessionId } = actor
  const now = await world.now()
  const sighting = { operatorId, subjectId, sessionId, secret, userAgent: 'Firefox', ip: '192.0.2.7' }
  return world.services.console.db.transaction((tx) => rememberDevice(tx, now, sighting))
}

async function mails() {
  const { rows } = await world.database.owner.query(
    `select recipient_id, credential_id from notice where kind = 'operator_new_device'`,
  )
  return rows
}

test('the first device of an account is new to nobody, a second one is entered and told by mail once, a known one is not', async () => {
  if (actor.type !== 'operator') throw new Error('no operator')
  const first = await signInOn(null)
  expect(first.entries).toEqual([])
  expect(await mails()).toEqual([])
  const second = await signInOn(null)
  expect(second.entries).toMatchObject([{ action: 'operator.new_device' }])
  expect((await signInOn(second.secret)).entries).toEqual([])
  expect((await signInOn(first.secret)).entries).toEqual([])
  expect(await mails()).toEqual([{ recipient_id: actor.subjectId, credential_id: actor.sessionId }])
})
