import { beforeAll, describe, expect, test } from 'vitest'
import { startTestApi, type TestApi } from '@/lib/api/testing'
import { type RefusedCase, refusedCases, tokenOfMissingKey, withOtherSecret } from '@/lib/api/testing-refusals'
import { HOUR, MINUTE } from '@/lib/core/instant'
import { parseToken } from '@/lib/core/token'
import { newRequestId } from '@/lib/crypto/id'
import { digestSecret, storedDigest } from '@/lib/crypto/token'
import { revokeCredentials } from '../credentials/revoke'
import { suspendCredential } from '../credentials/suspend'
import { rotateKey } from '../keys/rotate'
import { context, testWorld } from '../testing'
import { explain } from './explain'

type Asked = Parameters<typeof explain>[1]

const world = await testWorld()
const clock = await world.database.movableClock()
let api: TestApi
let cases: RefusedCase[] = []

beforeAll(async () => {
  api = await startTestApi(world)
  cases = refusedCases(world, api)
})

async function explained(asked: Asked, as = world.support) {
  const outcome = await explain(as, asked)
  if (!outcome.ok) throw new Error('refused')
  return outcome.value
}

/** A token as the browser describes it: without its secret. */
function described(token: string): Extract<Asked, { by: 'token' }> {
  const { shape, secret } = parseToken(token)
  if (shape.shape !== 'well_formed') return { by: 'token', token: shape }
  return { by: 'token', token: { ...shape, secretDigestHex: digestSecret(secret ?? '').toString('hex') } }
}

describe('by the description of a token', () => {
  test('an active one is explained with its credential, its limits and what else its owner holds', async () => {
    const { id, token, subject } = await world.session(world.shop)
    const other = await world.key(world.shop, { subject })
    const { verdict, credential, others, recorded, facts } = await explained(described(token))
    expect(verdict).toMatchObject({ active: true, reason: null })
    expect(verdict.endsAt).not.toBeNull()
    expect([credential?.id, others.map((each) => each.id)]).toEqual([id, [other.id]])
    expect([recorded, facts?.record?.id]).toEqual([null, id])
  })

  test('every reason that needs no demand is found again from the description alone', async () => {
    const demanding = ['wrong_environment', 'wrong_audience']
    const told = cases.filter((each) => each.introspected && !demanding.includes(each.reason))
    expect(told.length).toBeGreaterThan(15)
    for (const { title, make, reason, cause } of told) {
      const { verdict, credential } = await explained(described((await make()).token))
      expect(verdict, title).toMatchObject({ active: false, reason, cause: cause ?? null })
      const proven = !['malformed', 'mistyped', 'forged', 'unknown', 'mismatch'].includes(reason)
      expect(credential !== null, title).toBe(proven)
    }
  })

  test('a secret that does not match learns nothing of the credential whose selector it carries', async () => {
    const { token } = await world.session(world.shop)
    const { verdict, ...rest } = await explained(described(withOtherSecret(token)))
    expect(verdict).toMatchObject({ reason: 'forged', also: [], endsAt: null, policy: null })
    expect(rest).toMatchObject({ credential: null, facts: null, policies: [], uses: [], refusals: [], others: [] })
  })

  test('an issuer key that is missing here is a failure of ours, never a fault of the token', async () => {
    const { verdict, credential } = await explained(described(await tokenOfMissingKey(world)))
    expect(verdict).toMatchObject({ active: false, reason: 'verifier_misconfigured' })
    expect(credential).toBeNull()
  })
})

describe('by a credential and an instant', () => {
  test('each instant of a life has the verdict it had then', async () => {
    const now = await world.now()
    const { id } = await world.key(world.shop, { at: now - 4 * HOUR, notBefore: now - 3 * HOUR, expiresAt: now + HOUR })
    await clock.setInstant(now - 2 * HOUR)
    await suspendCredential(world.administrator, { credentialId: id, until: now - HOUR })
    await clock.setInstant(now)
    await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'key_compromise' })
    await clock.reset()
    const at = async (instant?: number) => {
      const { verdict } = await explained({ by: 'credential', credentialId: id, ...(instant && { at: instant }) })
      return [verdict.reason, verdict.since]
    }
    expect(await at(now - 3 * HOUR - 1)).toEqual(['not_yet_valid', now - 4 * HOUR])
    expect(await at(now - 3 * HOUR)).toEqual([null, null])
    expect(await at(now - 2 * HOUR)).toEqual(['suspended', now - 2 * HOUR])
    expect(await at(now - HOUR)).toEqual([null, null])
    expect(await at(now - 1)).toEqual([null, null])
    expect(await at(now)).toEqual(['revoked', now])
    expect(await at()).toEqual(['revoked', now])
  })

  test('uses after it count for nothing: a session idle then is idle, though it was used later', async () => {
    const kiosk = await world.application()
    const now = await world.now()
    await world.policy(kiosk.id, { idleSeconds: 600, from: now - HOUR })
    const { id } = await world.session(kiosk, { at: now - 30 * MINUTE })
    await world.usedAt(id, now)
    const at = (instant: number) => explained({ by: 'credential', credentialId: id, at: instant })
    expect((await at(now - 20 * MINUTE - 1)).verdict.active).toBe(true)
    expect((await at(now - 15 * MINUTE)).verdict).toMatchObject({ reason: 'idle', since: now - 20 * MINUTE })
    expect((await at(now)).verdict.active).toBe(true)
  })

  test('one that does not exist is not found, and nothing is entered', async () => {
    const as = world.asOperator(await world.operator('support'))
    const asked = explain(as, { by: 'credential', credentialId: crypto.randomUUID() })
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
    expect(await world.entries({ correlationId: as.correlationId })).toEqual([])
  })
})

describe('observing is not using', () => {
  test('explaining counts no use and writes no refusal, whatever it finds', async () => {
    const active = await world.session(world.shop)
    const ended = await world.session(world.shop)
    await revokeCredentials(world.administrator, { credentialIds: [ended.id] })
    const before = await telemetry()
    for (const { id, token } of [active, ended]) {
      await explained(described(token))
      await explained(described(withOtherSecret(token)))
      await explained({ by: 'credential', credentialId: id })
    }
    await world.services.console.telemetry.flush()
    expect(await telemetry()).toEqual(before)
  })

  async function telemetry() {
    // What earlier tests left waiting must not land between the two readings.
    await world.services.api.telemetry.flush()
    const { rows } = await world.database.owner.query(
      `select (select count(*) from refusal) as refusals, (select count(*) from refusal_request) as requests, (select count(*) from use_hour) as hours,
              (select sum(use_count) from credential_live) as uses, (select max(last_used_at) from credential_live) as last`,
    )
    return rows
  }

  test('each leaves exactly one entry: who looked at what, by which way', async () => {
    const { id, token, subject } = await world.session(world.shop)
    const asks: [Asked, string][] = [
      [described(token), 'token'],
      [{ by: 'credential', credentialId: id, at: 1 }, 'credential'],
    ]
    for (const [asked, by] of asks) {
      const as = context(world.services.console, world.support.actor)
      await explained(asked, as)
      expect(await world.entries({ correlationId: as.correlationId })).toMatchObject([
        { action: 'token.explained', targetId: id, subjectId: subject.id, detail: { by, credentialId: id } },
      ])
    }
  })

  test('neither result nor entry holds the secret, its digest, or what is stored of it', async () => {
    const { token } = await world.session(world.shop)
    const secret = parseToken(token).secret ?? ''
    const digest = digestSecret(secret)
    const stored = storedDigest(world.keyring.peppers.get(1) ?? Buffer.alloc(0), digest)
    const as = context(world.services.console, world.support.actor)
    const found = await explained(described(token), as)
    const written = JSON.stringify([found, await world.entries({ correlationId: as.correlationId })])
    for (const kept of [
      secret,
      ...[digest, stored].flatMap((bytes) => [bytes.toString('hex'), bytes.toString('base64')]),
    ])
      expect(written).not.toContain(kept)
    expect(written).not.toMatch(/digest|"type":"Buffer"/i)
  })
})

describe('an explanation is refused', () => {
  test('to an application, whatever its key may do', async () => {
    const { token } = await world.session(world.shop)
    await expect(explain(world.asApplication(world.shop), described(token))).rejects.toMatchObject({
      code: 'forbidden',
    })
  })

  test('for a description that brings the secret along', async () => {
    const { token } = await world.session(world.shop)
    const { token: description } = described(token)
    const raw: unknown = { by: 'token', token: { ...description, secret: parseToken(token).secret } }
    await expect(explain(world.support, raw as Asked)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/token/secret' }],
    })
  })

  test.for([
    ['nobody was ever given', newRequestId(Date.UTC(2026, 0, 1))],
    ['no clock of ours could make', 'req_7n42DGM5Tflk9n8mt7Fhc7'],
    ['are no UUID', `req_${'z'.repeat(22)}`],
  ] as const)('for a reference %s: it is not found', async ([, requestId]) => {
    await expect(explain(world.support, { by: 'request', requestId })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('for a reference of a presentation that was accepted: nothing was refused', async () => {
    const { token } = await world.session(world.shop)
    const { json } = await api.call('POST', '/v1/verify', { body: { token } })
    expect(json.active).toBe(true)
    const asked = explain(world.support, { by: 'request', requestId: json.request_id })
    await expect(asked).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('the family of what is explained', () => {
  const familyOf = async (credentialId: string) => {
    const found = await explained({ by: 'credential', credentialId })
    return found.family
  }

  async function rotated(credentialId: string, overlapSeconds: number): Promise<string> {
    const outcome = await rotateKey(world.administrator, { credentialId, overlapSeconds })
    if (!outcome.ok) throw new Error(outcome.code)
    return outcome.value.credential.id
  }

  test('is empty where it stands alone', async () => {
    expect(await familyOf((await world.key(world.shop)).id)).toEqual([])
  })

  test('is every predecessor and successor with what became of each, from whichever it is looked at', async () => {
    const { id: first } = await world.key(world.shop)
    const second = await rotated(first, 0)
    const third = await rotated(second, 3_600)
    const expected = [
      { id: first, generation: 1, state: 'ended', reason: 'superseded' },
      { id: second, generation: 2, state: 'in_overlap', overlapUntil: expect.any(Number) },
      { id: third, generation: 3, overlapUntil: null },
    ]
    for (const id of [first, second, third]) expect(await familyOf(id)).toMatchObject(expected)
  })

  test('shows eight on either side of a long one', async () => {
    const ids = [(await world.key(world.shop)).id]
    for (let made = 0; made < 12; made += 1) ids.push(await rotated(ids.at(-1) ?? '', 0))
    const shown = async (place: number) => (await familyOf(ids[place] ?? '')).map(({ generation }) => generation)
    expect(await shown(0)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(await shown(12)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13])
  })
})
