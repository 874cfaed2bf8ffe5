import { createHash, randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { MINUTE } from '@/lib/core/instant'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { enqueueNotices } from '@/lib/services/enqueue-notices'
import { endAllOfSubject } from '@/lib/services/subjects/end-all'
import { sweepEnded } from '@/lib/services/sweeps/sweep-ended'
import { FIREFOX, mailWorld } from './testing-mails'

const { world, clock, owner, send, received, notices, person, revokedKey } = await mailWorld()

describe('the owner of what was revoked', () => {
  test('is told by mail: what, when, why in plain words, and what to do', async () => {
    const ann = await person()
    await revokedKey(ann)
    await send()
    const [mail] = received()
    expect(mail).toMatchObject({
      from: 'no-reply@assay.example',
      to: [ann.email],
      subject: 'Shop: The key was revoked to protect you',
    })
    for (const words of [
      'Hello Ann Archer,',
      'somebody else may know it',
      'API key: Till',
      'Create a new key',
      'Ended: ',
    ])
      expect(mail?.decoded).toContain(words)
    expect(mail?.raw).toMatch(/^From: Shop <no-reply@assay\.example>$/m)
    expect(mail?.raw).toMatch(/^Auto-Submitted: auto-generated$/m)
    expect(await notices()).toEqual([{ kind: 'credentials_revoked', state: 'sent', why: null, attempts: 1 }])
  })

  test('gets no token, no secret, no digest, no id of ours, no operator, no note and nobody else’s data', async () => {
    const [ann, ben] = [await person(), await person('Ben Baker')]
    await revokedKey(ben, 'Bens printer')
    received().length = 0
    await owner.query('delete from notice')
    const session = await world.session(world.shop, { subject: ann, userAgent: FIREFOX, ip: '203.0.113.9' })
    const key = await revokedKey(ann)
    const another = { ...world.administrator, correlationId: randomUUID() }
    await revokeCredentials(another, { credentialIds: [session.id], cause: 'key_compromise' })
    await send()
    expect(received()).toHaveLength(2)
    const secrets = [key, session].flatMap(({ token, id }) => [token, token.slice(20, 60), id, ...digestsOf(token)])
    const others = ['Ben', 'Dana', '4711', ann.id, ann.externalId, '203.0.113.9', 'asy_', 'password_hash']
    for (const { raw, decoded } of received())
      for (const needle of [...secrets, ...others]) {
        expect(raw).not.toContain(needle)
        expect(decoded).not.toContain(needle)
      }
  })

  test('is told once of one act, however much it ended, and of a renewed session as of one', async () => {
    const ann = await person()
    const held = await Promise.all([
      ...Array.from({ length: 12 }, () => world.session(world.shop, { subject: ann, userAgent: FIREFOX })),
      world.key(world.shop, { subject: ann, name: 'Printer' }),
    ])
    await revokeCredentials(world.administrator, { credentialIds: held.map(({ id }) => id), cause: 'key_compromise' })
    await send()
    const [mail, ...others] = received()
    expect(others).toEqual([])
    expect(mail?.subject).toBe('Shop: 12 sessions and 1 API key of yours ended')
    for (const words of ['API key: Printer, since', 'Session: Firefox · Windows, since', 'And: 3 more'])
      expect(mail?.decoded).toContain(words)
  })

  test('is told in the language of the application, with its sign-in page and its address for answers', async () => {
    const hilfe = await world.application({ name: 'Hilfe & Co' })
    await owner.query(`update application set sign_in_url = 'https://hilfe.example/in?a=1&b=2' where id = $1`, [
      hilfe.id,
    ])
    await owner.query(
      `insert into application_mail (application_id, kinds_off, language, reply_to) values ($1, '{}', 'de', 'hilfe@example.org')`,
      [hilfe.id],
    )
    const ann = await person('Jörg Ärger', hilfe)
    const session = await world.session(hilfe, { subject: ann, userAgent: FIREFOX })
    await revokeCredentials(world.administrator, { credentialIds: [session.id] })
    await send()
    const [mail] = received()
    expect(mail?.subject).toBe('Hilfe & Co: Ihre Sitzung wurde beendet')
    for (const words of ['Guten Tag Jörg Ärger,', 'Gerät: Firefox · Windows', 'https://hilfe.example/in?a=1&b=2'])
      expect(mail?.decoded).toContain(words)
    expect(mail?.decoded).toContain('<html lang="de">')
    expect(mail?.decoded).toContain('href="https://hilfe.example/in?a=1&amp;b=2"')
    expect(mail?.decoded).toMatch(/^Reply-To: .*<?hilfe@example\.org>?$/m)
  })

  test('is told of everything one cutoff ended, by the act itself or by a sweep after it, in one mail', async () => {
    const ann = await person()
    await Promise.all([1, 2, 3].map(() => world.session(world.shop, { subject: ann })))
    await endAllOfSubject(world.administrator, { subjectId: ann.id, cause: 'key_compromise' })
    await sweepEnded(world.system, {})
    await send()
    expect(received().map(({ subject }) => subject)).toEqual(['Shop: 3 sessions of yours ended'])
  })

  test('is not written to for signing out, nor for what an operator ends of their own', async () => {
    const ann = await person()
    const session = await world.session(world.shop, { subject: ann })
    await revokeCredentials(world.administrator, { credentialIds: [session.id], cause: 'logged_out' })
    const { actor } = world.administrator
    if (actor.type !== 'operator') throw new Error('no operator')
    await revokeCredentials(world.administrator, { credentialIds: [actor.sessionId], includeOwnSession: true })
    expect(await notices()).toEqual([])
  })

  test('is told once of an act that ends slice by slice, with all it ended', async () => {
    const ann = await person()
    const held = await Promise.all([1, 2].map(() => world.session(world.shop, { subject: ann })))
    const act = { ...world.administrator, correlationId: randomUUID() }
    for (const { id } of held) {
      await revokeCredentials(act, { credentialIds: [id], cause: 'affiliation_changed' })
      await clock.advance(MINUTE / 6)
    }
    await send()
    expect(received().map(({ subject }) => subject)).toEqual(['Shop: 2 sessions of yours ended'])
  })

  test('who has no address is skipped, and the list says so', async () => {
    const nobody = await world.subject(world.shop)
    await revokedKey(nobody)
    await send()
    expect(await notices()).toMatchObject([{ state: 'skipped', why: 'no_address' }])
    expect(received()).toEqual([])
  })
})

describe('a name or an address that was made to be a header', () => {
  test.each([
    ['a name', 'Ann\r\nBcc: eve@evil.example\r\n\r\n<b>'],
    ['a name with markup', '"><script>alert(1)</script>'],
    ['a name that turns around', 'Ann \u202Egro.live@eve\u2028X-Evil: 1'],
  ])('%s stays a name', async (_, name) => {
    const ann = await person(name)
    await revokedKey(ann, name)
    await send()
    expect(received()).toHaveLength(1)
    const [mail] = received()
    expect(mail?.to).toEqual([ann.email])
    expect(mail?.raw).not.toMatch(/^(Bcc|X-Evil):/im)
    expect(mail?.decoded.split('<!doctype html>')[1]).not.toContain('<script>')
    expect(mail?.decoded).not.toContain('\u202E')
  })

  test.each(['ann@example.com,eve@evil.example', 'ann@example.com\r\nBcc:eve@evil.example', '<ann@example.com>'])(
    'the address %j gets nothing',
    async (email) => {
      const ann = await world.subject(world.shop, { name: 'Ann', email })
      await revokedKey(ann)
      await send()
      expect(await notices()).toMatchObject([{ state: 'skipped', why: 'no_address' }])
      expect(received()).toEqual([])
    },
  )
})

test('an operator is told of their own sign-in on a new device, and shown nothing but that', async () => {
  const { actor } = world.support
  if (actor.type !== 'operator') throw new Error('no operator')
  const at = await world.now()
  const draft = {
    kind: 'operator_new_device',
    dedupeKey: `operator_new_device:${actor.sessionId}`,
    recipient: { type: 'operator', id: actor.subjectId },
    ...{ applicationId: null, credentialId: actor.sessionId, aboutAt: at },
  } as const
  await world.services.console.db.transaction((tx) => enqueueNotices(tx, at, [draft, draft]))
  await send()
  expect(received()).toHaveLength(1)
  expect(received()[0]).toMatchObject({ to: [actor.email], subject: 'Assay: sign-in on a new device' })
  expect(received()[0]?.decoded).toContain('https://assay.example')
})

function digestsOf(token: string): string[] {
  const digest = createHash('sha256').update(token.slice(-57, -14)).digest()
  return [digest.toString('hex'), digest.toString('base64').slice(0, 40)]
}
