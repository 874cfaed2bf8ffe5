import { describe, expect, test } from 'vitest'
import { DAY, HOUR } from '@/lib/core/instant'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { rotateKey } from '@/lib/services/keys/rotate'
import { sweepDueNotices } from '@/lib/services/notices/sweep-due'
import { sweepEnded } from '@/lib/services/sweeps/sweep-ended'
import { mailWorld } from './testing-mails'

const { world, clock, owner, worker, send, received, notices, person } = await mailWorld()

describe('a key that ends', () => {
  const keyFor = async (days: number) => {
    const ann = await person()
    return {
      ann,
      ...(await world.key(world.shop, { subject: ann, name: 'Till', expiresAt: (await world.now()) + days * DAY })),
    }
  }

  test('is announced 14 and 3 days before, once each, and told when it has ended', async () => {
    await keyFor(30)
    await sweepDueNotices(worker)
    expect(await notices()).toEqual([])
    await clock.advance(17 * DAY)
    await Promise.all([sweepDueNotices(worker), sweepDueNotices(worker)])
    await clock.advance(3 * DAY)
    await sweepDueNotices(worker)
    await send()
    expect(received().map(({ subject }) => subject)).toEqual(['Shop: your API key “Till” ends soon'])
    expect(received()[0]?.decoded).toMatch(/Ends: \d+ \w+ \d{4}, \d\d:\d\d UTC/)
    await clock.advance(8 * DAY)
    await sweepDueNotices(worker)
    await sweepDueNotices(worker)
    await send()
    await clock.advance(3 * DAY)
    await sweepEnded(world.system, {})
    await send()
    expect((await notices()).map(({ kind, state }) => [kind, state])).toEqual([
      ['key_ends_in_14_days', 'sent'],
      ['key_ends_in_3_days', 'sent'],
      ['credential_ended', 'sent'],
    ])
    expect(received().at(-1)?.subject).toBe('Shop: The key has reached its end')
  })

  test('is not announced for less time than it was made for', async () => {
    await keyFor(2)
    await sweepDueNotices(worker)
    expect(await notices()).toEqual([])
  })

  test('is not announced any more once it was revoked or replaced', async () => {
    const [one, two] = [await keyFor(20), await keyFor(20)]
    await clock.advance(7 * DAY)
    await sweepDueNotices(worker)
    await owner.query(`update mail_setting set kinds_off = '{credentials_revoked}'`)
    await revokeCredentials(world.administrator, { credentialIds: [one.id] })
    await rotateKey(world.administrator, { credentialId: two.id, overlapSeconds: 3_600 })
    await send()
    expect((await notices()).map(({ state, why }) => [state, why])).toEqual([
      ['skipped', 'no_longer_true'],
      ['skipped', 'no_longer_true'],
    ])
    expect(received()).toEqual([])
  })

  test('by a policy is announced as well', async () => {
    const strict = await world.application({ name: 'Strict' })
    await world.policy(strict.id, { kind: 'api_key', absoluteSeconds: 20 * 86_400, from: 0 })
    await world.key(strict, { subject: await person('Ann', strict), name: 'Yearly' })
    await clock.advance(7 * DAY)
    await sweepDueNotices(worker)
    await send()
    expect(received().map(({ subject }) => subject)).toEqual(['Strict: your API key “Yearly” ends soon'])
  })

  test('after its rotation is announced a day before, if something still uses it, and not otherwise', async () => {
    const [used, unused] = [await keyFor(90), await keyFor(90)]
    for (const { id } of [used, unused])
      await rotateKey(world.administrator, { credentialId: id, overlapSeconds: 7 * 86_400 })
    await clock.advance(6 * DAY + HOUR)
    await world.usedAt(used.id, (await world.now()) - HOUR)
    await sweepDueNotices(worker)
    await sweepDueNotices(worker)
    await send()
    const warnings = received().filter(({ subject }) => subject === 'Shop: your old API key “Till” is still in use')
    expect(warnings.map(({ to }) => to)).toEqual([[used.ann.email]])
  })
})
