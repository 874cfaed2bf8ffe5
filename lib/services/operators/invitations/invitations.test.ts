import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import { ROLES, type Role, type RoleBinding } from '@/lib/core/permissions'
import type { Context, OperatorActor } from '../../context'
import { openNoticeSecret } from '../../notice-secret'
import { testWorld } from '../../testing'
import { createOperator } from '../create-operator'
import { currentOperator } from '../current-operator'
import { changeRoles } from '../manage/change-roles'
import { disableOperator } from '../manage/disable-operator'
import { removeOperator } from '../manage/remove-operator'
import { saveSsoSettings } from '../sso/settings'
import { signedInBy } from '../testing-sign-in'
import { acceptInvitation, readInvitation } from './accept'
import { inviteOperator } from './invite'
import { listInvitations } from './list-invitations'
import { renewInvitation, withdrawInvitation } from './manage-invitation'

const world = await testWorld()
const clock = await world.database.movableClock()
const PASSWORD = 'a quiet harbour in november'
const NOBODY = '01900000-0000-7000-8000-000000000000'
const door: Context = { ...world.system, services: world.services.console, requestIp: '198.51.100.7' }
const everywhere = (role: Role): RoleBinding => ({ role, applicationId: null })
let count = 0

beforeAll(async () => clock.setInstant(await world.now()))
beforeEach(async () => {
  await world.database.owner.query('delete from sign_in_throttle')
  await world.database.owner.query('delete from notice')
})

function draft(bindings: RoleBinding[] = [everywhere('support')]) {
  count += 1
  return { name: 'Ina Voss', email: `invited-${count}@example.org`, bindings }
}

async function invited(by: Context = world.owner, given = draft()) {
  const outcome = await inviteOperator(by, given)
  if (!outcome.ok) throw new Error(outcome.message)
  return { ...given, ...outcome.value }
}

const accept = (token: string, password = PASSWORD) => acceptInvitation(door, { token, password })

describe('an invitation', () => {
  test('makes an operator of who holds its link, with a password of their own and exactly what was promised, once', async () => {
    const bindings: RoleBinding[] = [{ role: 'support', applicationId: world.shop.id }]
    const { id, token, email } = await invited(world.administrator, draft(bindings))
    expect(await readInvitation(door, { token })).toEqual({
      state: 'usable',
      name: 'Ina Voss',
      email,
      invitedBy: 'Dana Ortiz',
      roles: [{ role: 'support', application: 'Shop' }],
    })
    expect(await accept(token)).toEqual({ ok: true, value: { email } })
    const session = await signedInBy(door, { email, password: PASSWORD })
    const current = await currentOperator(world.services.console, {
      ...{ token: session.token, touch: false, ip: null, userAgent: null },
    })
    expect(current).toMatchObject({ state: 'signed_in', operator: { name: 'Ina Voss', bindings } })
    expect(await accept(token, 'another quiet harbour here')).toMatchObject({ ok: false, code: 'link_not_usable' })
    expect(await readInvitation(door, { token })).toEqual({ state: 'not_usable' })
    expect(await listInvitations(world.owner, {})).not.toContainEqual(expect.objectContaining({ id }))
    const { rows } = await world.database.owner.query(
      `select actor_label from role_binding join operator on operator.id = operator_id where email = $1`,
      [email],
    )
    expect(rows).toEqual([{ actor_label: 'Dana Ortiz' }])
  })

  test('is kept as a digest, and its token is in no entry and no row', async () => {
    const { token } = await invited()
    const { rows } = await world.database.owner.query(
      `select operator_invitation::text as line from operator_invitation
       union all select audit_entry::text from audit_entry union all select notice::text from notice`,
    )
    expect(rows.length).toBeGreaterThan(1)
    expect(JSON.stringify(rows)).not.toContain(token)
  })

  test('is good for 24 hours', async () => {
    const { token } = await invited()
    await clock.advance(24 * HOUR - 1)
    expect(await readInvitation(door, { token })).toMatchObject({ state: 'usable' })
    await clock.advance(1)
    expect(await readInvitation(door, { token })).toEqual({ state: 'not_usable' })
    expect(await accept(token)).toMatchObject({ ok: false, code: 'link_not_usable' })
  })

  test('is not lost to a password that cannot be used', async () => {
    const { token, email } = await invited()
    for (const bad of ['short', 'passwordadministrator', email, 'assay ina voss 1'])
      await expect(accept(token, bad)).rejects.toMatchObject({ fields: [{ pointer: '/password' }] })
    expect(await accept(token)).toMatchObject({ ok: true })
  })

  test('of ten who hold the link, one becomes an operator', async () => {
    const { token } = await invited()
    const outcomes = await Promise.all(Array.from({ length: 10 }, () => accept(token)))
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test.for(['', 'x', 'x'.repeat(128)])('made up as %j opens nothing', async (token) => {
    expect(await readInvitation(door, { token })).toEqual({ state: 'not_usable' })
    expect(await accept(token)).toMatchObject({ ok: false, code: 'link_not_usable' })
  })

  test('that somebody else took the address of meanwhile makes nobody', async () => {
    const { token, email } = await invited()
    await createOperator(world.owner, { name: 'Ina', email, password: PASSWORD, bindings: [everywhere('support')] })
    expect(await accept(token)).toMatchObject({ ok: false, code: 'email_taken' })
  })

  test('is entered with who invited, what was promised, and whom it made', async () => {
    const { id, token, bindings, expiresAt } = await invited()
    await accept(token)
    expect((await world.entries({ action: 'operator.invited' })).at(-1)).toMatchObject({
      ...{ targetType: 'invitation', targetId: id, actorLabel: 'Olive Hart' },
      detail: { bindings, expiresAt, mailed: false },
    })
    const [accepted] = (await world.entries({ action: 'operator.invitation_accepted' })).slice(-1)
    expect(accepted).toMatchObject({ targetId: id, actorType: 'system' })
    const joined = await world.entries({ correlationId: accepted?.correlationId ?? '' })
    expect(joined.map(({ action }) => action)).toEqual(
      expect.arrayContaining(['subject.created', 'operator.created', 'operator.invitation_accepted']),
    )
  })
})

describe('whoever invites', () => {
  test('is an owner or an administrator of the whole installation, freshly proved', async () => {
    for (const role of ROLES.filter((each) => each !== 'owner' && each !== 'administrator')) {
      const by = world.asOperator(await world.operator(role))
      await expect(inviteOperator(by, draft())).rejects.toMatchObject({ code: 'forbidden' })
    }
    const bindings: RoleBinding[] = [{ role: 'administrator', applicationId: world.shop.id }]
    const narrowed = world.asOperator(await world.operator(bindings))
    await expect(inviteOperator(narrowed, draft(bindings))).rejects.toMatchObject({ code: 'forbidden' })
    const stale = { ...world.owner, actor: { ...world.owner.actor, authenticatedAt: 0 } as OperatorActor }
    await expect(inviteOperator(stale, draft())).rejects.toMatchObject({ code: 'step_up_required' })
  })

  test('gives no more than they hold: administrators make no owner, nor renew or withdraw what would', async () => {
    await expect(inviteOperator(world.administrator, draft([everywhere('owner')]))).rejects.toMatchObject({
      code: 'forbidden',
    })
    const { id: invitationId } = await invited(world.owner, draft([everywhere('owner')]))
    await expect(renewInvitation(world.administrator, { invitationId })).rejects.toMatchObject({ code: 'forbidden' })
    await expect(withdrawInvitation(world.administrator, { invitationId })).rejects.toMatchObject({ code: 'forbidden' })
  })

  test('must still be able to give it when it is accepted', async () => {
    for (const lose of [
      (operatorId: string) => changeRoles(world.owner, { operatorId, bindings: [everywhere('support')] }),
      (operatorId: string) => disableOperator(world.owner, { operatorId, note: null }),
      (operatorId: string) => removeOperator(world.owner, { operatorId, note: null }),
    ]) {
      const actor = await world.operator('administrator')
      const { token } = await invited(world.asOperator(actor))
      expect(await lose(actor.id)).toMatchObject({ ok: true })
      expect(await accept(token)).toMatchObject({ ok: false, code: 'link_not_usable' })
    }
  })

  test('who was an owner then and is an administrator now makes no owner by it', async () => {
    const actor = await world.operator('owner')
    const by = world.asOperator(actor)
    const [owner, support] = [await invited(by, draft([everywhere('owner')])), await invited(by)]
    await changeRoles(world.owner, { operatorId: actor.id, bindings: [everywhere('administrator')] })
    expect(await accept(owner.token)).toMatchObject({ ok: false, code: 'link_not_usable' })
    expect(await accept(support.token)).toMatchObject({ ok: true })
  })

  test('does not invite an address twice, nor an operator; one whose link is too old they do', async () => {
    const first = await invited()
    const again = { ...draft(), email: first.email.toUpperCase() }
    expect(await inviteOperator(world.owner, again)).toMatchObject({ ok: false, code: 'already_invited' })
    await clock.advance(24 * HOUR)
    const second = await invited(world.owner, again)
    expect(await accept(first.token)).toMatchObject({ ok: false })
    expect(await accept(second.token)).toMatchObject({ ok: true })
    expect(await inviteOperator(world.owner, again)).toMatchObject({ ok: false, code: 'email_taken' })
  })

  test('of two who invite the same address at once, one does', async () => {
    const given = draft()
    const outcomes = await Promise.all([inviteOperator(world.owner, given), inviteOperator(world.administrator, given)])
    expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1)
  })

  test.for<[string, Partial<ReturnType<typeof draft>>]>([
    ['/email', { email: 'no address' }],
    ['/name', { name: ' ' }],
    ['/name', { name: 'a\u0000b' }],
    ['/bindings', { bindings: [] }],
    ['/bindings/0/applicationId', { bindings: [{ role: 'support', applicationId: NOBODY }] }],
    ['/bindings', { bindings: [{ role: 'owner', applicationId: world.shop.id }] }],
  ])('is told at %s what cannot be', async ([pointer, wrong]) => {
    await expect(inviteOperator(world.owner, { ...draft(), ...wrong })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })
})

describe('an open invitation', () => {
  test('is renewed with another link that is good for a day from then; the old one is worth nothing', async () => {
    const first = await invited()
    await clock.advance(30 * HOUR)
    expect(await listInvitations(world.owner, {})).toContainEqual(
      expect.objectContaining({ id: first.id, expired: true, invitedBy: 'Olive Hart' }),
    )
    const renewed = await renewInvitation(world.administrator, { invitationId: first.id })
    if (!renewed.ok) throw new Error('Should be renewed')
    expect(await accept(first.token)).toMatchObject({ ok: false })
    expect(await readInvitation(door, { token: renewed.value.token })).toMatchObject({ invitedBy: 'Dana Ortiz' })
    expect(await accept(renewed.value.token)).toMatchObject({ ok: true })
    expect((await world.entries({ action: 'operator.invitation_renewed' })).at(-1)).toMatchObject({
      detail: { before: { expiresAt: first.expiresAt }, after: { expiresAt: renewed.value.expiresAt } },
    })
  })

  test('that is withdrawn, accepted or unknown is neither renewed nor withdrawn again', async () => {
    const [withdrawn, accepted] = [await invited(), await invited()]
    expect(await withdrawInvitation(world.owner, { invitationId: withdrawn.id })).toMatchObject({ ok: true })
    expect(await accept(withdrawn.token)).toMatchObject({ ok: false, code: 'link_not_usable' })
    await accept(accepted.token)
    for (const invitationId of [withdrawn.id, accepted.id, NOBODY]) {
      await expect(renewInvitation(world.owner, { invitationId })).rejects.toMatchObject({ code: 'not_found' })
      await expect(withdrawInvitation(world.owner, { invitationId })).rejects.toMatchObject({ code: 'not_found' })
    }
  })

  test('is accepted or withdrawn, never both', async () => {
    const { id: invitationId, token } = await invited()
    const [accepted, withdrawn] = await Promise.allSettled([
      accept(token),
      withdrawInvitation(world.owner, { invitationId }),
    ])
    const isAccepted = accepted.status === 'fulfilled' && accepted.value.ok
    expect(isAccepted).not.toBe(withdrawn.status === 'fulfilled')
  })

  test('is listed with its mail masked for auditors, and not at all for who may not read operators', async () => {
    const { id } = await invited()
    const auditor = world.asOperator(await world.operator('auditor'))
    const found = (await listInvitations(auditor, {})).find((each) => each.id === id)
    expect(found?.email).toMatch(/^i•••@/)
    await expect(listInvitations(world.support, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('the mail of an invitation', () => {
  test('is queued where mails are sent, with the token sealed for it alone', async () => {
    await world.database.owner.query('update mail_setting set enabled = true, server_set = true')
    const { id, token, mailed } = await invited()
    await world.database.owner.query('update mail_setting set server_set = false')
    expect(mailed).toBe(true)
    const { rows } = await world.database.owner.query<{ key: string; sealed: Buffer; to: string }>(
      'select dedupe_key as key, sealed_secret as sealed, recipient_id as to from notice',
    )
    const [row] = rows
    if (row === undefined) throw new Error('There should be a notice')
    expect(row.to).toBe(id)
    expect(openNoticeSecret(world.keyring, { dedupeKey: row.key, sealedSecret: row.sealed })).toBe(token)
    expect(() => openNoticeSecret(world.keyring, { dedupeKey: `${row.key}0`, sealedSecret: row.sealed })).toThrow()
  })

  test('is not queued where none are sent, and the link is for copying', async () => {
    expect((await invited()).mailed).toBe(false)
  })
})

test('where passwords are for owners only, only an owner is invited', async () => {
  // An owner who can sign in while the issuer fails has to be there first.
  const owner = { name: 'Olive', email: 'olive.password@example.org', password: PASSWORD }
  await createOperator(world.owner, { ...owner, bindings: [everywhere('owner')] })
  const settings = {
    ...{
      issuer: 'https://issuer.example',
      label: 'Example',
      clientId: 'assay',
      scopes: ['openid'],
      groupsClaim: 'groups',
    },
    ...{ groups: [], defaultRole: null, passwordsAllowed: false, enabled: true },
  }
  expect(await saveSsoSettings(world.owner, settings)).toMatchObject({ ok: true })
  expect(await inviteOperator(world.owner, draft())).toMatchObject({ ok: false, code: 'issuer_only' })
  expect(await inviteOperator(world.owner, draft([everywhere('owner')]))).toMatchObject({ ok: true })
})
