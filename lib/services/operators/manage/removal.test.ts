import { describe, expect, test } from 'vitest'
import type { Role, RoleBinding } from '@/lib/core/permissions'
import type { Context } from '../../context'
import { disableSubject } from '../../subjects/disable'
import { testWorld } from '../../testing'
import { createOperator } from '../create-operator'
import { resetOperator } from '../recovery/reset-operator'
import { linkIdentityOf } from '../sso/link-identity'
import { saveSsoSettings } from '../sso/settings'
import { disableOperator, enableOperator } from './disable-operator'
import { listOperators, readOperatorView } from './list-operators'
import { removeOperator } from './remove-operator'
import { accountsOf, PASSWORD } from './testing-accounts'

const world = await testWorld()
const elsewhere = await world.application({ name: 'Warehouse' })
const everywhere = (role: Role): RoleBinding => ({ role, applicationId: null })
const SUPPORT = [everywhere('support')]
const { account, actorOf, enter, read } = accountsOf(world)

const idOf = ({ actor }: Context) => (actor.type === 'operator' ? actor.id : '')

describe('disabling an operator', () => {
  test('ends what they have open at once, keeps them out, and enabling lets them sign in anew', async () => {
    const { id, email } = await account()
    const { token, sessionId } = await enter(email)
    const done = await disableOperator(world.administrator, { operatorId: id, note: 'Lost laptop, INC-7' })
    expect(done).toEqual({ ok: true, value: { sessionsEnded: 1 } })
    expect(await read(token)).toMatchObject({ state: 'signed_out', ending: { cause: 'privilege_withdrawn' } })
    expect(await world.ending(sessionId)).toMatchObject({ reason: 'revoked' })
    await expect(enter(email)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect(await readOperatorView(world.owner, { operatorId: id })).toMatchObject({
      disabled: { by: 'Dana Ortiz', note: 'Lost laptop, INC-7' },
      sessions: 0,
    })
    expect(await enableOperator(world.administrator, { operatorId: id, note: null })).toMatchObject({ ok: true })
    expect(await actorOf(token)).toBeNull()
    await expect(enter(email)).resolves.toBeDefined()
    expect((await world.entries({ action: 'operator.disabled' })).at(-1)).toMatchObject({
      targetId: id,
      detail: { before: { state: 'enabled' }, after: { state: 'disabled' }, sessionsEnded: 1 },
    })
  })

  test('twice is entered once', async () => {
    const { id } = await account()
    await disableOperator(world.owner, { operatorId: id, note: null })
    expect(await disableOperator(world.owner, { operatorId: id, note: null })).toMatchObject({
      value: { sessionsEnded: 0 },
    })
    const entries = await world.entries({ action: 'operator.disabled' })
    expect(entries.filter(({ targetId }) => targetId === id)).toHaveLength(1)
  })
})

describe('a removed operator', () => {
  test('is out at once, for good, and in no list; their name stays beside what they did', async () => {
    const { id, email, subjectId } = await account()
    const { token } = await enter(email)
    expect(await removeOperator(world.administrator, { operatorId: id, note: 'Left' })).toEqual({
      ok: true,
      value: { sessionsEnded: 1 },
    })
    expect(await read(token)).toMatchObject({ state: 'signed_out' })
    await expect(enter(email)).rejects.toMatchObject({ code: 'unauthenticated' })
    expect((await listOperators(world.owner, {})).operators.map((each) => each.id)).not.toContain(id)
    expect((await world.entries({ action: 'operator.removed' })).at(-1)).toMatchObject({
      targetId: id,
      subjectId,
      detail: { before: SUPPORT, note: 'Left', sessionsEnded: 1 },
    })
  })

  test('is not reset, linked, nor let in by enabling the person; their address makes somebody new', async () => {
    const { id, email, subjectId } = await account()
    await removeOperator(world.owner, { operatorId: id, note: null })
    await expect(resetOperator(world.owner, { operatorId: id })).rejects.toMatchObject({ code: 'not_found' })
    await expect(readOperatorView(world.owner, { operatorId: id })).rejects.toMatchObject({ code: 'not_found' })
    await world.database.owner.query('update disabling set until_at = assay_now() where target_id = $1', [subjectId])
    await expect(enter(email)).rejects.toMatchObject({ code: 'unauthenticated' })
    const bindings = [everywhere('auditor')]
    const again = await createOperator(world.owner, { name: 'Nora', email, password: PASSWORD, bindings })
    expect(again).toMatchObject({ ok: true })
    expect(again.ok && again.value.id).not.toBe(id)
    await expect(enter(email)).resolves.toBeDefined()
  })

  test('leaves their identity at the issuer to whoever is that person next', async () => {
    await saveSsoSettings(world.owner, SSO)
    const [first, second] = [await account(), await account()]
    expect(await linkIdentityOf(world.owner, { operatorId: first.id, subject: 'u-17' })).toMatchObject({ ok: true })
    const taken = await linkIdentityOf(world.owner, { operatorId: second.id, subject: 'u-17' })
    expect(taken).toMatchObject({ ok: false, code: 'identity_taken' })
    await removeOperator(world.owner, { operatorId: first.id, note: null })
    expect(await linkIdentityOf(world.owner, { operatorId: second.id, subject: 'u-17' })).toMatchObject({ ok: true })
    expect(await readOperatorView(world.owner, { operatorId: second.id })).toMatchObject({
      identities: [{ issuer: SSO.issuer, subject: 'u-17', lastSignedInAt: null }],
    })
  })
})

const SSO = {
  issuer: 'https://issuer.example',
  label: 'Example',
  clientId: 'assay',
  scopes: ['openid'],
  groupsClaim: 'groups',
  groups: [],
  defaultRole: null,
  passwordsAllowed: true,
  enabled: true,
}

describe('the list of operators', () => {
  test('says of each what they may, what they prove themselves with, and when they last came', async () => {
    const { id, email } = await account([{ role: 'support', applicationId: elsewhere.id }])
    const unused = await readOperatorView(world.owner, { operatorId: id })
    expect(unused).toMatchObject({ lastSignInAt: null, sessions: 0, hasPassword: true, isSelf: false })
    await enter(email)
    const { operators } = await listOperators(world.owner, { search: email.toUpperCase() })
    expect(operators).toMatchObject([
      {
        id,
        email,
        roles: [{ role: 'support', application: { name: 'Warehouse' }, source: 'hand', givenBy: 'Olive Hart' }],
        factors: { totp: false, passkeys: 0, recoveryCodesLeft: 0 },
        sessions: 1,
        disabled: null,
        identities: [],
      },
    ])
    expect(operators[0]?.lastSignInAt).toBeGreaterThan(0)
  })

  test('shows no digest, hash or seed', async () => {
    await account()
    const listed = JSON.stringify(await listOperators(world.owner, {}))
    expect(listed).not.toMatch(/argon2|digest|sealed|public_?key/i)
  })

  test('masks mail for auditors, who do not find by it either, and shows them their own', async () => {
    const { email } = await account()
    const auditor = world.asOperator(await world.operator('auditor'))
    const { operators } = await listOperators(auditor, {})
    expect(operators.filter((each) => !each.isSelf).every((each) => each.email.includes('•••@'))).toBe(true)
    expect(operators.find((each) => each.isSelf)?.email).toBe(auditor.actor.type === 'operator' && auditor.actor.email)
    expect((await listOperators(auditor, { search: email })).operators).toEqual([])
  })

  test('is not for support, operators on call, nor anybody of single applications', async () => {
    for (const bindings of [
      SUPPORT,
      [everywhere('operator')],
      [{ role: 'administrator' as const, applicationId: world.shop.id }],
    ]) {
      const by = world.asOperator(await world.operator(bindings))
      await expect(listOperators(by, {})).rejects.toMatchObject({ code: 'forbidden' })
      await expect(readOperatorView(by, { operatorId: idOf(by) })).rejects.toMatchObject({ code: 'forbidden' })
    }
  })

  test('finds nothing by what only looks like a pattern', async () => {
    expect((await listOperators(world.owner, { search: '%' })).operators).toEqual([])
  })
})

test('a person disabled under People is disabled here as well', async () => {
  const { id, subjectId } = await account()
  await disableSubject(world.owner, { subjectId, note: null })
  expect(await readOperatorView(world.owner, { operatorId: id })).toMatchObject({ disabled: { by: 'Olive Hart' } })
})
