import { describe, expect, it } from 'vitest'
import { testWorld } from '@/lib/services/testing'
import { VerifyAnswer } from '../schemas/verify'
import { startTestApi } from '../testing'

const world = await testWorld()
const api = await startTestApi(world)

describe('POST /v1/verify', () => {
  it('tells an application that a session it was shown is active, and whose it is', async () => {
    const { token, id, subject } = await world.session(world.shop)
    const { status, json } = await api.call('POST', '/v1/verify', { body: { token } })
    expect(status).toBe(200)
    expect(VerifyAnswer.parse(json)).toMatchObject({ active: true, status: 200, credential: { id, kind: 'session' } })
    expect(json.subject.external_id).toBe(subject.externalId)
  })
})
