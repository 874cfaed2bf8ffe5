import { beforeEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { entry } from '@/lib/audit/entry'
import { MINUTE } from '@/lib/core/instant'
import type { Permission } from '@/lib/core/permissions'
import { command } from './command'
import type { Context } from './context'
import { query } from './query'
import { requireStepUp } from './reach'
import { testWorld } from './testing'

const world = await testWorld()
const clock = await world.database.movableClock()
const input = z.strictObject({})

beforeEach(() => clock.reset())

/** Verbs that answer with the reach they were handed. */
const asked = (permission: Permission) => query({ permission, input, run: async ({ reach }) => reach })
const done = (permission: Permission) =>
  command({
    permission,
    input,
    run: async ({ reach }) => ({
      result: reach,
      entries: [entry('set_up.link_made', { targetType: 'installation', targetId: null }, { expiresAt: 0 })],
    }),
  })

/** An administrator who proved who they are so long ago. */
async function provedBefore(milliseconds: number): Promise<Context> {
  const actor = await world.operator('administrator')
  return world.asOperator({ ...actor, authenticatedAt: (await world.now()) - milliseconds })
}

describe('a verb is handed where its caller may', () => {
  test('everywhere, for a role of the whole installation and for Assay itself', async () => {
    for (const by of [world.administrator, world.system])
      expect(await asked('refusals.read')(by, {})).toEqual({ all: true })
  })

  test('the applications a narrowed role names, and for an application itself', async () => {
    const reach = { all: false, applicationIds: [world.shop.id] }
    expect(await asked('credentials.revoke')(await world.operatorOf(world.shop), {})).toEqual(reach)
    const outcome = await done('credentials.revoke')(world.asApplication(world.shop), {})
    expect(outcome).toEqual({ ok: true, value: reach })
  })

  test('and does not begin where that is nowhere', async () => {
    const narrowed = await world.operatorOf(world.shop)
    for (const permission of ['policies.change', 'applications.create', 'operators.manage'] as const) {
      await expect(asked(permission)(narrowed, {})).rejects.toMatchObject({ code: 'forbidden' })
      await expect(done(permission)(narrowed, {})).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('what takes a fresh proof of identity', () => {
  test('is done within five minutes of one, and refused from then on', async () => {
    await clock.setInstant(await world.now())
    await expect(done('credentials.revoke')(await provedBefore(5 * MINUTE - 1), {})).resolves.toMatchObject({
      ok: true,
    })
    const lapsed = await provedBefore(5 * MINUTE)
    await expect(done('credentials.revoke')(lapsed, {})).rejects.toMatchObject({ code: 'step_up_required' })
    await expect(asked('exports.make')(lapsed, {})).rejects.toMatchObject({ code: 'step_up_required' })
    expect(await world.entries({ correlationId: lapsed.correlationId })).toEqual([])
  })

  test('is never asked of somebody who may not do it anyway, nor for what is harmless', async () => {
    const support = await world.operator('support')
    const by = world.asOperator({ ...support, authenticatedAt: 0 })
    await expect(done('credentials.revoke')(by, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(asked('refusals.read')(by, {})).resolves.toEqual({ all: true })
  })

  test('asks nothing of applications and of Assay itself', async () => {
    for (const { actor } of [world.asApplication(world.shop), world.system])
      expect(() => requireStepUp(actor, Number.MAX_SAFE_INTEGER)).not.toThrow()
  })
})
