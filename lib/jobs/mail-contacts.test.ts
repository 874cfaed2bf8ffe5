import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { DAY } from '@/lib/core/instant'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { changeKey } from '@/lib/services/keys/change'
import { endAllOfSubject } from '@/lib/services/subjects/end-all'
import { sweepEnded } from '@/lib/services/sweeps/sweep-ended'
import { FIREFOX, mailWorld } from './testing-mails'

const { world, clock, owner, send, received, notices, person } = await mailWorld()
const TEAM = 'platform-team@example.com'

/** What reached the contact; the owner's mails are looked at elsewhere. */
const toTeam = () => received().filter(({ to }) => to[0] === TEAM)
const act = () => ({ ...world.administrator, correlationId: randomUUID() })

describe('whom a key names as its contact', () => {
  test('is told that it was revoked, without the name, the mail or a session of its owner', async () => {
    const ann = await person()
    const key = await world.key(world.shop, { subject: ann, name: 'Till', contact: TEAM })
    const session = await world.session(world.shop, { subject: ann, userAgent: FIREFOX, ip: '203.0.113.9' })
    const credentialIds = [key.id, session.id]
    await revokeCredentials(act(), { credentialIds, cause: 'key_compromise', note: 'seen by Ben' })
    await send()
    expect(toTeam().map(({ subject }) => subject)).toEqual(['Shop: The key was revoked to protect you'])
    const [mail] = toTeam()
    for (const words of ['Hello,', 'API key: Till', 'names you as its contact']) expect(mail?.decoded).toContain(words)
    const others = [
      'Ann',
      ann.email,
      ann.externalId,
      'Firefox',
      '203.0.113.9',
      'Ben',
      'Dana',
      'asy_',
      key.id,
      key.token,
    ]
    for (const needle of others) {
      expect(mail?.raw).not.toContain(needle)
      expect(mail?.decoded).not.toContain(needle)
    }
    expect(received()).toHaveLength(2)
  })

  test('gets one mail of one act, of the keys that name it, whoever they belong to, however it is written', async () => {
    const [ann, ben] = [await person(), await person('Ben Baker')]
    const keys = [
      await world.key(world.shop, { subject: ann, name: 'Till', contact: TEAM }),
      await world.key(world.shop, { subject: ben, name: 'Printer', contact: 'Platform-Team@example.com' }),
      await world.key(world.shop, { subject: ben, name: 'Secret project', contact: 'others@example.com' }),
      await world.key(world.shop, { subject: ben, name: 'By nobody' }),
    ]
    const slices = act()
    for (const { id } of keys) await revokeCredentials(slices, { credentialIds: [id], cause: 'key_compromise' })
    await send()
    const mine = received().filter(({ to }) => to[0]?.toLowerCase() === TEAM)
    expect(mine.map(({ subject }) => subject)).toEqual(['Shop: 2 API keys that name you as their contact ended'])
    expect(mine[0]?.decoded).toMatch(/API key: Till.*API key: Printer|API key: Printer.*API key: Till/s)
    for (const needle of ['Secret project', 'By nobody', 'Ann', 'Ben']) expect(mine[0]?.decoded).not.toContain(needle)
  })

  test('is told of its end by itself, and by a cutoff with all that one ended', async () => {
    const ann = await person()
    const expiresAt = (await world.now()) + DAY
    await world.key(world.shop, { subject: ann, name: 'Till', contact: TEAM, expiresAt })
    await clock.advance(2 * DAY)
    await sweepEnded(world.system, {})
    for (const name of ['One', 'Two']) await world.key(world.shop, { subject: ann, name, contact: TEAM })
    await endAllOfSubject(act(), { subjectId: ann.id, cause: 'key_compromise' })
    await sweepEnded(world.system, {})
    await send()
    expect(new Set(toTeam().map(({ subject }) => subject))).toEqual(
      new Set(['Shop: The key has reached its end', 'Shop: 2 API keys that name you as their contact ended']),
    )
    expect(toTeam()).toHaveLength(2)
  })

  test('is the one whom it names when it ends, not whom it named when it was made', async () => {
    const key = await world.key(world.shop, { subject: await person(), name: 'Till', contact: 'gone@example.com' })
    await changeKey(world.administrator, { credentialId: key.id, contact: TEAM })
    await revokeCredentials(act(), { credentialIds: [key.id] })
    await send()
    expect(received().map(({ to }) => to[0])).not.toContain('gone@example.com')
    expect(toTeam()).toHaveLength(1)
  })

  test.each([
    ['is no mail address', 'the platform team'],
    ['is more than one', 'a@example.com,b@example.com'],
    ['would be a header', 'a@example.com\r\nBcc: eve@evil.example'],
  ])('gets nothing where what it names %s', async (_, contact) => {
    const key = await world.key(world.shop, { subject: await person(), name: 'Till', contact })
    await revokeCredentials(act(), { credentialIds: [key.id] })
    await send()
    expect(await notices()).toHaveLength(1)
  })

  test('is told once where it is the owner, as the owner', async () => {
    const ann = await person()
    const key = await world.key(world.shop, { subject: ann, name: 'Till', contact: ann.email.toUpperCase() })
    await revokeCredentials(act(), { credentialIds: [key.id] })
    await send()
    expect(received().map(({ to }) => to)).toEqual([[ann.email]])
  })

  test('is not written to where the application has switched that mail off', async () => {
    const quiet = await world.application()
    await owner.query(`insert into application_mail (application_id, kinds_off) values ($1, '{credentials_revoked}')`, [
      quiet.id,
    ])
    const key = await world.key(quiet, { subject: await person('Ann', quiet), contact: TEAM })
    await revokeCredentials(act(), { credentialIds: [key.id] })
    await send()
    expect((await notices()).map(({ why }) => why)).toEqual(['opted_out', 'opted_out'])
  })

  test('is kept by no row of what is to be sent', async () => {
    const key = await world.key(world.shop, { subject: await person(), name: 'Till', contact: TEAM })
    await revokeCredentials(act(), { credentialIds: [key.id] })
    const { rows } = await owner.query<{ row: string }>('select n::text as row from notice n')
    expect(rows).toHaveLength(2)
    for (const { row } of rows) expect(row).not.toContain('platform')
  })
})
