import { describe, expect, test } from 'vitest'
import { DAY, HOUR, MINUTE } from '@/lib/core/instant'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { enqueueNotices, GATHERING } from '@/lib/services/enqueue-notices'
import { reportMailServer } from '@/lib/services/notices/report-server'
import { sendNotices } from '@/lib/services/notices/send'
import { mailLinks } from './mail-links'
import { mailWorld } from './testing-mails'

const mails = await mailWorld()
const { world, clock, owner, worker, send, sendNow, received, notices, person, revokedKey, refused, stopServer } = mails

describe('a mail that is not taken', () => {
  test('because its recipient is refused for good has failed at once, and the list says so', async () => {
    const ann = await person()
    refused.set(ann.email, 550)
    await revokedKey(ann)
    await send()
    await send()
    expect(await notices()).toMatchObject([{ state: 'failed', why: 'recipient_refused', attempts: 1 }])
  })

  test('for now is tried again, later each time, and sent once', async () => {
    const ann = await person()
    refused.set(ann.email, 451)
    await revokedKey(ann)
    await send()
    expect(await send()).toBe(0)
    expect(await notices()).toMatchObject([{ state: 'queued', why: 'server_busy', attempts: 1 }])
    refused.clear()
    await clock.advance(MINUTE)
    await send()
    await clock.advance(DAY)
    await send()
    expect(await notices()).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(received()).toHaveLength(1)
  })

  test('because the server is down waits for it, and arrives once when it is back', async () => {
    const startServer = await stopServer()
    await revokedKey(await person())
    await send()
    expect(await notices()).toMatchObject([{ state: 'queued', why: 'server_unreachable' }])
    await startServer()
    await clock.advance(MINUTE)
    await send()
    await send()
    expect(await notices()).toMatchObject([{ state: 'sent', attempts: 2 }])
    expect(received()).toHaveLength(1)
  })

  test('for longer than a day has failed, and is not tried for ever', async () => {
    const ann = await person()
    refused.set(ann.email, 451)
    await revokedKey(ann)
    for (let attempt = 0; attempt < 12; attempt += 1) {
      await send()
      await clock.advance(12 * HOUR)
    }
    expect(await notices()).toMatchObject([{ state: 'failed', why: 'server_busy', attempts: 8 }])
  })

  test('because its worker died is sent by another once the lease is over, under the same Message-ID', async () => {
    await revokedKey(await person())
    await clock.advance(GATHERING)
    const dies = sendNotices(worker, { ...mailLinks(''), deliver: () => Promise.reject(new Error('killed')) })
    await expect(dies).rejects.toThrow('killed')
    expect(await send()).toBe(0)
    await clock.advance(5 * MINUTE)
    expect(await send()).toBe(1)
    expect(received()[0]?.raw).toMatch(/^Message-ID: <[0-9a-f-]{36}@assay\.example>$/m)
  })
})

test('two workers send a hundred mails once each', async () => {
  const ann = await person()
  await worker.db.transaction(async (tx) => {
    await enqueueNotices(
      tx,
      await world.now(),
      Array.from({ length: 100 }, (_, index) => ({
        kind: 'mail_test' as const,
        dedupeKey: `mail_test:${index}`,
        recipient: { type: 'operator' as const, id: ann.id },
        ...{ applicationId: null, credentialId: null, aboutAt: 0 },
      })),
    )
  })
  const drain = async () => {
    let sent = 0
    for (let taken = await sendNow(); taken > 0; taken = await sendNow()) sent += taken
    return sent
  }
  const [one, two] = await Promise.all([drain(), drain()])
  expect(one + two).toBe(100)
  expect(new Set(received().map(({ raw }) => /^Message-ID: (.*)$/m.exec(raw)?.[1])).size).toBe(100)
  expect(received()).toHaveLength(100)
})

describe('nothing is sent', () => {
  test('where the application has switched that notice off', async () => {
    const quiet = await world.application()
    await owner.query(`insert into application_mail (application_id, kinds_off) values ($1, '{credentials_revoked}')`, [
      quiet.id,
    ])
    const ann = await person('Ann', quiet)
    const session = await world.session(quiet, { subject: ann })
    await revokeCredentials(world.administrator, { credentialIds: [session.id] })
    await send()
    expect(await notices()).toMatchObject([{ state: 'skipped', why: 'opted_out' }])
  })

  test.each([
    ['the installation has switched mails off', `update mail_setting set enabled = false`],
    ['the installation has switched that notice off', `update mail_setting set kinds_off = '{credentials_revoked}'`],
    ['no worker has a mail server', `update mail_setting set server_set = false`],
    ['no worker has said whether it has one', `update mail_setting set server_set = null`],
  ])('nor queued where %s', async (_, change) => {
    await owner.query(change)
    await revokedKey(await person())
    expect(await notices()).toEqual([])
  })

  test('of an act that was rolled back', async () => {
    const ann = await person()
    const key = await world.key(world.shop, { subject: ann })
    await expect(
      revokeCredentials(world.administrator, { credentialIds: [key.id], note: 'x'.repeat(3_000) }),
    ).rejects.toThrow()
    expect(await notices()).toEqual([])
  })

  test('of what waited when the mail server was taken away', async () => {
    await revokedKey(await person())
    await reportMailServer(worker, null)
    expect(await notices()).toMatchObject([{ state: 'skipped', why: 'no_mail_server' }])
  })
})
