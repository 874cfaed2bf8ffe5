import { describe, expect, test } from 'vitest'
import { ROLES, type Role, type RoleBinding } from '@/lib/core/permissions'
import type { Context, OperatorActor } from '../../context'
import { testWorld } from '../../testing'
import { changeRoles } from './change-roles'
import { disableOperator, enableOperator } from './disable-operator'
import { readOperatorView } from './list-operators'
import { removeOperator } from './remove-operator'
import { accountsOf } from './testing-accounts'

const world = await testWorld()
const NOBODY = '01900000-0000-7000-8000-000000000000'
const everywhere = (role: Role): RoleBinding => ({ role, applicationId: null })
const SUPPORT = [everywhere('support')]
const { account, actorOf, enter } = accountsOf(world)

const idOf = ({ actor }: Context) => (actor.type === 'operator' ? actor.id : '')

/** Every act upon an operator, as far as it changes them. */
const ACTS: readonly (readonly [string, (by: Context, operatorId: string) => Promise<unknown>])[] = [
  ['changing roles', (by, operatorId) => changeRoles(by, { operatorId, bindings: [everywhere('auditor')] })],
  ['disabling', (by, operatorId) => disableOperator(by, { operatorId, note: null })],
  ['enabling', (by, operatorId) => enableOperator(by, { operatorId, note: null })],
  ['removing', (by, operatorId) => removeOperator(by, { operatorId, note: null })],
]

describe.each(ACTS)('%s', (_, act) => {
  test.each(ROLES.filter((role) => role !== 'owner' && role !== 'administrator'))('is not for a %s', async (role) => {
    const { id } = await account()
    const by = world.asOperator(await world.operator(role))
    await expect(act(by, id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('is not for an administrator of single applications, not even upon who has a role there alone', async () => {
    const { id } = await account([{ role: 'support', applicationId: world.shop.id }])
    const by = world.asOperator(await world.operator([{ role: 'administrator', applicationId: world.shop.id }]))
    await expect(act(by, id)).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('never concerns an owner when an administrator asks, and leaves no trace', async () => {
    const { id } = await account([everywhere('owner')])
    await expect(act(world.administrator, id)).rejects.toMatchObject({ code: 'forbidden' })
    expect(await world.entries({ correlationId: world.administrator.correlationId })).toEqual([])
    expect((await readOperatorView(world.owner, { operatorId: id })).roles).toMatchObject([{ role: 'owner' }])
  })

  test('never concerns oneself', async () => {
    expect(await act(world.owner, idOf(world.owner))).toMatchObject({ ok: false, code: 'own_account' })
    const administrator = world.asOperator(await world.operator('administrator'))
    expect(await act(administrator, idOf(administrator))).toMatchObject({ ok: false, code: 'own_account' })
  })

  test('takes a proof of identity less than five minutes old', async () => {
    const { id } = await account()
    const stale = { ...world.owner, actor: { ...world.owner.actor, authenticatedAt: 0 } as OperatorActor }
    await expect(act(stale, id)).rejects.toMatchObject({ code: 'step_up_required' })
  })

  test('knows nobody who is not there, nor who was removed', async () => {
    await expect(act(world.owner, NOBODY)).rejects.toMatchObject({ code: 'not_found' })
    const { id } = await account()
    await removeOperator(world.owner, { operatorId: id, note: null })
    await expect(act(world.owner, id)).rejects.toMatchObject({ code: 'not_found' })
  })

  test('fails for an administrator who was demoted, disabled or removed while their page was open', async () => {
    for (const lose of [
      (operatorId: string) => changeRoles(world.owner, { operatorId, bindings: SUPPORT }),
      (operatorId: string) => disableOperator(world.owner, { operatorId, note: null }),
      (operatorId: string) => removeOperator(world.owner, { operatorId, note: null }),
    ]) {
      const { id } = await account()
      const administrator = world.asOperator(await world.operator('administrator'))
      expect(await lose(idOf(administrator))).toMatchObject({ ok: true })
      await expect(act(administrator, id)).rejects.toMatchObject({ code: 'forbidden' })
    }
  })
})

describe('roles', () => {
  test('that are changed count from the next request on, are entered before and after, and say who gave them', async () => {
    const { id, email } = await account()
    const { token } = await enter(email)
    const bindings: RoleBinding[] = [{ role: 'operator', applicationId: world.shop.id }]
    expect(await changeRoles(world.administrator, { operatorId: id, bindings })).toEqual({
      ok: true,
      value: { bindings },
    })
    expect((await actorOf(token))?.bindings).toEqual(bindings)
    expect((await world.entries({ action: 'operator.roles_changed' })).at(-1)).toMatchObject({
      targetType: 'operator',
      targetId: id,
      actorLabel: 'Dana Ortiz',
      detail: { before: SUPPORT, after: bindings },
    })
    const { roles } = await readOperatorView(world.owner, { operatorId: id })
    expect(roles).toMatchObject([{ role: 'operator', application: { name: 'Shop' }, givenBy: 'Dana Ortiz' }])
  })

  test('that are as asked for already are not given anew, and nothing is entered', async () => {
    const { id } = await account()
    const before = await world.entries()
    expect(await changeRoles(world.owner, { operatorId: id, bindings: SUPPORT })).toMatchObject({ ok: true })
    expect(await world.entries()).toHaveLength(before.length)
  })

  test('an administrator gives all but owner', async () => {
    for (const role of ROLES) {
      const { id } = await account()
      const change = changeRoles(world.administrator, { operatorId: id, bindings: [everywhere(role)] })
      if (role === 'owner') await expect(change).rejects.toMatchObject({ code: 'forbidden' })
      else expect(await change).toMatchObject({ ok: true })
    }
  })

  test.for<[string, RoleBinding[], string]>([
    ['an owner of one application', [{ role: 'owner', applicationId: world.shop.id }], '/bindings'],
    ['the same role twice', [everywhere('support'), everywhere('support')], '/bindings'],
    [
      'a role at an application that is not there',
      [{ role: 'support', applicationId: NOBODY }],
      '/bindings/0/applicationId',
    ],
  ])('never give %s', async ([, bindings, pointer]) => {
    const { id } = await account()
    await expect(changeRoles(world.owner, { operatorId: id, bindings })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })

  test('are never all taken away: that is what disabling is for', async () => {
    const { id } = await account()
    expect(await changeRoles(world.owner, { operatorId: id, bindings: [] })).toMatchObject({ code: 'no_role' })
  })

  test('that an issuer gives stay, and are enough', async () => {
    const { id } = await account()
    await world.database.owner.query(
      `insert into role_binding (id, operator_id, role, application_id, source, given_at, actor_type, actor_label)
       values (gen_random_uuid(), $1, 'auditor', null, 'issuer', assay_now(), 'system', 'test')`,
      [id],
    )
    expect(await changeRoles(world.owner, { operatorId: id, bindings: [] })).toEqual({
      ok: true,
      value: { bindings: [everywhere('auditor')] },
    })
  })
})

describe('the last owner', () => {
  const only = async () => {
    const alone = await testWorld()
    return { alone, operatorId: idOf(alone.owner) }
  }
  const acts: readonly (readonly [string, (by: Context, operatorId: string) => Promise<unknown>])[] = [
    ['demoted', (by, operatorId) => changeRoles(by, { operatorId, bindings: SUPPORT })],
    ['disabled', (by, operatorId) => disableOperator(by, { operatorId, note: null })],
    ['removed', (by, operatorId) => removeOperator(by, { operatorId, note: null })],
  ]

  test.each(acts)('is never %s by two owners who do it to each other at once', async (_, act) => {
    const { alone, operatorId } = await only()
    const other = alone.asOperator(await alone.operator('owner'))
    const outcomes = await Promise.allSettled([act(alone.owner, idOf(other)), act(other, operatorId)])
    const done = outcomes.filter(
      ({ status, ...rest }) => status === 'fulfilled' && 'value' in rest && isDone(rest.value),
    )
    expect(done).toHaveLength(1)
    const { rows } = await alone.database.owner.query<{ owners: number }>(
      `select count(*)::int as owners from role_binding join operator on operator.id = operator_id
        where role = 'owner' and removed_at is null
          and not exists (select from disabling where target_id = subject_id and until_at is null)`,
    )
    expect(rows).toEqual([{ owners: 1 }])
  })

  test.each(acts)('is not %s while the only other one is disabled', async (_, act) => {
    const { alone, operatorId } = await only()
    const other = alone.asOperator(await alone.operator('owner'))
    await disableOperator(alone.owner, { operatorId: idOf(other), note: null })
    const system = { ...alone.owner, actor: { type: 'system', name: 'test' } as const }
    expect(await act(system, operatorId)).toMatchObject({ ok: false, code: 'last_owner' })
    await enableOperator(alone.owner, { operatorId: idOf(other), note: null })
    expect(await act(other, operatorId)).toMatchObject({ ok: true })
    // One owner is left, and nobody who could take them away.
    const administrator = alone.asOperator(await alone.operator('administrator'))
    await expect(act(administrator, idOf(other))).rejects.toMatchObject({ code: 'forbidden' })
  })
})

function isDone(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'ok') === true
}

test('who somebody is at an issuer and why they are disabled hold no mail for whoever sees none', async () => {
  const { id, email } = await account([everywhere('auditor')])
  await world.database.owner.query(
    `insert into operator_identity (id, operator_id, issuer, subject, linked_at, actor_type, actor_label)
     values (gen_random_uuid(), $1, 'https://issuer.example', $2, assay_now(), 'system', 'test')`,
    [id, email],
  )
  await disableOperator(world.owner, { operatorId: id, note: `asked by ${email}` })
  const told = async (by: Context) => JSON.stringify(await readOperatorView(by, { operatorId: id }))
  expect((await told(world.administrator)).split(email)).toHaveLength(4)
  const auditor = world.asOperator(await world.operator('auditor'))
  expect(await told(auditor)).not.toContain(email)
  expect(await told(auditor)).toContain('https://issuer.example')
})
