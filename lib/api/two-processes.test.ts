import { describe, expect, it } from 'vitest'
import { HOUR, SECOND } from '@/lib/core/instant'
import { createServices } from '@/lib/services/create-services'
import { testWorld } from '@/lib/services/testing'
import { createApi } from './app'
import { issueServiceKey } from './testing'

const world = await testWorld()
const clock = await world.database.movableClock()
/** Two processes: each with its own cache of configuration and its own uses waiting to be written. */
const processes = [0, 1].map(() => {
  const services = createServices(world.database.api, world.keyring)
  return { services, app: createApi({ services, issuer: 'http://localhost' }) }
})
const key = await issueServiceKey(world, world.shop)

async function verdictOf(process: number, token: string): Promise<string> {
  const app = processes[process]?.app ?? createApi({ services: world.services.api, issuer: 'http://localhost' })
  const answer = await app.request('/v1/verify', {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ token }),
  })
  const { active, reason } = await answer.json()
  return active ? 'active' : reason
}

/** Time passes. What waits longer than a second has been written by then, as the timers of both processes would. */
async function pass(milliseconds: number): Promise<void> {
  if (milliseconds >= SECOND) await Promise.all(processes.map(({ services }) => services.telemetry.flush()))
  await clock.advance(milliseconds)
}

describe('two data planes on one database', () => {
  it('never call a session idle that either of them has seen within the minute', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    await world.policy(world.shop.id, { idleSeconds: 60, from: now - HOUR })
    const { token } = await world.session(world.shop)
    const gaps = [0, 100, 900, 999, 1_000, 2_900, 3_000, 3_100, 20_000, 57_000, 59_000, 59_900, 59_999]
    for (const first of gaps) {
      for (const second of gaps) {
        await pass(first)
        expect([first, second, await verdictOf(0, token)]).toEqual([first, second, 'active'])
        await pass(second)
        expect([first, second, await verdictOf(1, token)]).toEqual([first, second, 'active'])
      }
    }
    await pass(60 * SECOND)
    expect([await verdictOf(0, token), await verdictOf(1, token)]).toEqual(['idle', 'idle'])
  })

  it('answer by the store and not by memory: what one ends, the other refuses on the next call', async () => {
    const { token, id } = await world.session(world.shop)
    expect([await verdictOf(0, token), await verdictOf(1, token)]).toEqual(['active', 'active'])
    await processes[0]?.app.request(`/v1/credentials/${id}/revoke`, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    })
    expect([await verdictOf(1, token), await verdictOf(0, token)]).toEqual(['revoked', 'revoked'])
  })

  it('both follow a changed policy at once', async () => {
    const { token } = await world.session(world.shop)
    await pass(40 * SECOND)
    expect(await verdictOf(1, token)).toBe('active')
    await pass(40 * SECOND)
    await world.policy(world.shop.id, { absoluteSeconds: 60 })
    expect([await verdictOf(0, token), await verdictOf(1, token)]).toEqual(['expired', 'expired'])
  })
})
