import { describe, expect, test } from 'vitest'
import { DAY } from '@/lib/core/instant'
import { changeKey } from '@/lib/services/keys/change'
import { rotateKey } from '@/lib/services/keys/rotate'
import { sweepDueNotices } from '@/lib/services/notices/sweep-due'
import { sweepEnded } from '@/lib/services/sweeps/sweep-ended'
import { mailWorld } from './testing-mails'

const { world, clock, owner, worker, send, received, person } = await mailWorld()
let teams = 0

/** A key with a contact of its own, whose application asks for a rotation at this age. */
async function ruled(rotateAfterSeconds: number | null = 90 * 86_400) {
  const application = await world.application({ name: 'Ruled' })
  await world.policy(application.id, { kind: 'api_key', rotateAfterSeconds, from: 0 })
  teams += 1
  const team = `team.${teams}@example.com`
  const ann = await person('Ann', application)
  const key = await world.key(application, { subject: ann, name: 'Nightly', contact: team })
  return { application, key, ann, team, to: (address: string) => received().filter(({ to }) => to[0] === address) }
}

/** What is to be told of one key; the others of this file stay out of it. */
async function noticesOf({ id }: { readonly id: string }) {
  const { rows } = await owner.query<{ kind: string; state: string; why: string | null }>(
    'select kind, state, why from notice where credential_id = $1 order by id',
    [id],
  )
  return rows
}

async function sweep(): Promise<void> {
  await Promise.all([sweepDueNotices(worker), sweepDueNotices(worker)])
  await sweepDueNotices(worker)
}

async function sendAll(): Promise<void> {
  let taken = await send()
  while (taken > 0) taken = await send()
}

describe('a key that its policy asks to rotate', () => {
  test('is announced two weeks before, once, to its owner and to its contact, and not after it was rotated', async () => {
    const { key, ann, team, to } = await ruled()
    await clock.advance(75 * DAY)
    await sweep()
    expect(await noticesOf(key)).toEqual([])
    await clock.advance(DAY)
    await sweep()
    await sendAll()
    expect(to(ann.email).map(({ subject }) => subject)).toEqual(['Ruled: your API key “Nightly” is due to be replaced'])
    expect(to(team).map(({ subject }) => subject)).toEqual(['Ruled: the API key “Nightly” is due to be replaced'])
    expect(to(team)[0]?.decoded).toMatch(/after 90 days.*that is on \d+ \w+ \d{4}/)
    for (const secret of [key.token, key.id, 'asy_', ann.email, 'Hello Ann'])
      expect(to(team)[0]?.decoded).not.toContain(secret)
    await rotateKey(world.administrator, { credentialId: key.id, overlapSeconds: 3_600 })
    await clock.advance(30 * DAY)
    await sweep()
    expect((await noticesOf(key)).map(({ kind }) => kind)).toEqual(['rotation_due', 'rotation_due'])
  })

  test('before the rule came is told that it is overdue, and works on', async () => {
    const { application, key, ann, to } = await ruled(null)
    await clock.advance(100 * DAY)
    await world.policy(application.id, { kind: 'api_key', rotateAfterSeconds: 30 * 86_400 })
    await sweep()
    await sendAll()
    expect(to(ann.email)[0]?.decoded).toContain('Due since: ')
    // Another age is another deadline, and each is told once.
    await world.policy(application.id, { kind: 'api_key', rotateAfterSeconds: 60 * 86_400 })
    await sweep()
    expect(await noticesOf(key)).toHaveLength(4)
    await sweepEnded(world.system, {})
    expect(await world.ending(key.id)).toBeNull()
  })

  test('is not told any more when the rule was taken back before the mail left', async () => {
    const { application, key } = await ruled()
    await clock.advance(80 * DAY)
    await sweep()
    await world.policy(application.id, { kind: 'api_key', rotateAfterSeconds: null })
    await sendAll()
    expect((await noticesOf(key)).map(({ why }) => why)).toEqual(['no_longer_true', 'no_longer_true'])
  })

  test('is told in the language of its application, and not where that has switched it off', async () => {
    const [german, silent] = [await ruled(), await ruled()]
    const choose = 'insert into application_mail (application_id, kinds_off, language) values ($1, $2, $3)'
    await owner.query(choose, [german.application.id, [], 'de'])
    await owner.query(choose, [silent.application.id, ['rotation_due'], null])
    await clock.advance(80 * DAY)
    await sweep()
    await sendAll()
    const subjects = [german.ann.email, german.team]
      .flatMap((address) => german.to(address))
      .map((mail) => mail.subject)
    expect(subjects).toEqual([
      'Ruled: Ihr API-Schlüssel „Nightly“ ist zu ersetzen',
      'Ruled: Der API-Schlüssel „Nightly“ ist zu ersetzen',
    ])
    expect((await noticesOf(silent.key)).map(({ why }) => why)).toEqual(['opted_out', 'opted_out'])
  })
})

test('an end that was moved is announced anew, and to the contact that the key names by then', async () => {
  const strict = await world.application({ name: 'Moved' })
  await world.policy(strict.id, { kind: 'api_key', absoluteSeconds: 20 * 86_400, from: 0 })
  const key = await world.key(strict, { subject: await person('Ann', strict), name: 'Yearly', contact: 'A team' })
  await clock.advance(8 * DAY)
  await sweep()
  expect(await noticesOf(key)).toHaveLength(1)
  await changeKey(world.administrator, { credentialId: key.id, contact: 'moved@example.com' })
  await world.policy(strict.id, { kind: 'api_key', absoluteSeconds: 21 * 86_400 })
  await sweep()
  await sendAll()
  expect((await noticesOf(key)).map(({ state }) => state)).toEqual(['skipped', 'sent', 'sent'])
  expect(received().map(({ to }) => to[0])).toContain('moved@example.com')
})
