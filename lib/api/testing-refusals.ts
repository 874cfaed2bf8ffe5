import { randomBytes } from 'node:crypto'
import { STATABLE_CAUSES } from '@/lib/core/credential'
import { DAY, HOUR, MINUTE, SECOND } from '@/lib/core/instant'
import type { Reason } from '@/lib/core/reasons'
import { formatToken, parseToken } from '@/lib/core/token'
import { keyFingerprint, mintToken, randomBase62 } from '@/lib/crypto/token'
import type { TestWorld } from '@/lib/services/testing'
import { issueServiceKey, type TestApi } from './testing'

/** A token that is refused, and what its application reports or demands with it. */
export interface Refused {
  readonly token: string
  readonly context?: Readonly<Record<string, unknown>>
  /** Another application's service key than the shop's. */
  readonly key?: string
}

export interface RefusedCase {
  readonly title: string
  readonly reason: Reason
  readonly cause?: string
  /** Whether introspection, which demands nothing, refuses it too. */
  readonly introspected: boolean
  readonly make: () => Promise<Refused>
}

/** One presentation for every reason that is produced, each made through the data plane or the store. */
export function refusedCases(world: TestWorld, api: TestApi): RefusedCase[] {
  return [...shapes(world), ...origins(world), ...endings(world, api), ...times(world, api), ...demands(world)]
}

function shapes(world: TestWorld): RefusedCase[] {
  const own = () => world.session(world.shop)
  return [
    always('not a token at all', 'malformed', async () => ({ token: 'hello' })),
    always("another vendor's token", 'malformed', async () => ({ token: `ghp_${'a'.repeat(36)}` })),
    always('a token of the test environment', 'wrong_environment', async () => {
      return world.session(await world.application({ environment: 'test' }))
    }),
    always('a character typed wrongly', 'mistyped', async () => ({ token: slip((await own()).token) })),
    always('a truncated token', 'mistyped', async () => ({ token: (await own()).token.slice(0, -3) })),
  ]
}

function origins(world: TestWorld): RefusedCase[] {
  return [
    always('a token made with another key', 'forged', async () => {
      const keyring = { ...world.keyring, issuerKeys: new Map([['0A', randomBytes(32)]]) }
      return mintToken(keyring, 'live', 'session')
    }),
    always('a known selector with another secret', 'forged', async () => {
      return { token: withOtherSecret((await world.session(world.shop)).token) }
    }),
    always('an issuer key that never was', 'forged', async () => {
      const keyring = { ...world.keyring, issuerKeys: new Map([['zz', randomBytes(32)]]), currentIssuerKeyId: 'zz' }
      return mintToken(keyring, 'live', 'session')
    }),
    always('a token of ours without a record', 'unknown', async () => mintToken(world.keyring, 'live', 'session')),
    always('a record whose digest was edited', 'mismatch', async () => {
      const session = await world.session(world.shop)
      const sql = 'update credential_live set digest = $2 where credential_id = $1'
      await world.database.owner.query(sql, [session.id, randomBytes(32)])
      return session
    }),
  ]
}

function endings(world: TestWorld, api: TestApi): RefusedCase[] {
  const revoked = STATABLE_CAUSES.map((cause) => ({
    ...always(`a session revoked: ${cause}`, 'revoked', async () => {
      const session = await world.session(world.shop)
      await api.call('POST', `/v1/credentials/${session.id}/revoke`, { body: { cause } })
      return session
    }),
    cause,
  }))
  return [
    ...revoked,
    always('a rotated key after its overlap', 'superseded', async () => {
      const key = await world.key(world.shop)
      await api.call('POST', `/v1/keys/${key.id}/rotate`, { body: { overlap_seconds: 0 } })
      return key
    }),
    always('a session of a disabled person', 'subject_disabled', async () => {
      const session = await world.session(world.shop)
      await api.call('POST', `/v1/subjects/${session.subject.externalId}/disable`)
      return session
    }),
    always('a session of a disabled application', 'application_disabled', async () => {
      const closed = await world.application()
      const session = await world.session(closed)
      await world.disable('application', closed.id)
      return { token: session.token, key: await issueServiceKey(world, closed) }
    }),
    {
      ...always('a session from before a cutoff', 'revoked', async () => {
        const session = await world.session(world.shop)
        await api.call('POST', `/v1/subjects/${session.subject.externalId}/end-all`, { body: { cause: 'logged_out' } })
        return session
      }),
      cause: 'cutoff',
    },
  ]
}

function times(world: TestWorld, api: TestApi): RefusedCase[] {
  return [
    always('a session older than its absolute limit', 'expired', async () => {
      return world.session(world.shop, { at: (await world.now()) - 31 * DAY })
    }),
    always('a session nobody used for too long', 'idle', async () => {
      const kiosk = await world.application()
      const now = await world.now()
      await world.policy(kiosk.id, { idleSeconds: 60, from: now - HOUR })
      const session = await world.session(kiosk, { at: now - HOUR / 2 })
      return { token: session.token, key: await issueServiceKey(world, kiosk) }
    }),
    always('a suspended session', 'suspended', async () => {
      const session = await world.session(world.shop)
      await api.call('POST', `/v1/credentials/${session.id}/suspend`)
      return session
    }),
    always('a key before its start', 'not_yet_valid', async () => {
      return world.key(world.shop, { notBefore: (await world.now()) + HOUR })
    }),
    {
      ...always("a caller's clock two minutes ahead", 'clock_skew', async () => {
        const sent = (await world.now()) + 2 * MINUTE + SECOND
        return { ...(await world.session(world.shop)), context: { sent_at: new Date(sent).toISOString() } }
      }),
      introspected: false,
    },
  ]
}

function demands(world: TestWorld): RefusedCase[] {
  const demanding = (title: string, reason: Reason, context: object): RefusedCase => ({
    ...always(title, reason, async () => ({ ...(await world.session(world.shop)), context: { ...context } })),
    introspected: false,
  })
  return [
    always('a session of another application', 'wrong_audience', async () => world.session(await world.application())),
    demanding('a session for a named other application', 'wrong_audience', { audience: 'elsewhere' }),
    demanding('a session where a key is expected', 'wrong_kind', { kind: 'api_key' }),
    demanding('a scope that was not granted', 'insufficient_scope', { scopes: ['orders:write'] }),
  ]
}

/** A token whose issuer key is registered, but whose secret this process was not given. */
export async function tokenOfMissingKey(world: TestWorld): Promise<string> {
  const secret = randomBytes(32)
  await world.database.owner.query('insert into issuer_key values ($1, $2, assay_now())', [
    '0B',
    keyFingerprint(secret),
  ])
  const keyring = { ...world.keyring, issuerKeys: new Map([['0B', secret]]), currentIssuerKeyId: '0B' }
  return mintToken(keyring, 'live', 'session').token
}

/** The same public part with a secret and a tag that were guessed; the checksum is right. */
export function withOtherSecret(token: string): string {
  const { shape } = parseToken(token)
  if (shape.shape !== 'well_formed') throw new Error('Not a token')
  return formatToken(shape, randomBase62(43), randomBase62(8))
}

function slip(token: string): string {
  const place = token.length - 20
  return `${token.slice(0, place)}${token[place] === 'a' ? 'b' : 'a'}${token.slice(place + 1)}`
}

function always(title: string, reason: Reason, make: RefusedCase['make']): RefusedCase {
  return { title, reason, introspected: true, make }
}
