import { beforeEach, describe, expect, test } from 'vitest'
import { HOUR } from '@/lib/core/instant'
import { acceptInvitation } from '@/lib/services/operators/invitations/accept'
import { inviteOperator } from '@/lib/services/operators/invitations/invite'
import { renewInvitation, withdrawInvitation } from '@/lib/services/operators/invitations/manage-invitation'
import { breakTheGlass } from '@/lib/services/operators/recovery/break-glass'
import { mailWorld } from './testing-mails'

const mails = await mailWorld()
const { world, clock, owner, send, received, notices } = mails
const door = { ...world.system, services: world.services.console }
const PASSWORD = 'a quiet harbour in november'
let count = 0

beforeEach(() => owner.query('delete from operator_invitation where accepted_at is null'))

async function invite() {
  count += 1
  const email = `mailed-${count}@example.org`
  const bindings = [{ role: 'support' as const, applicationId: null }]
  const made = await inviteOperator(world.owner, { name: 'Ina Voss', email, bindings })
  if (!made.ok) throw new Error(made.message)
  return { email, ...made.value }
}

/** The token of the link in the newest mail. */
function mailedToken(): string {
  return (
    received()
      .at(-1)
      ?.decoded.match(/https:\/\/assay\.example\/invitation#([\w-]+)/)?.[1] ?? ''
  )
}

async function sealed(): Promise<number> {
  const { rows } = await owner.query('select 1 from notice where sealed_secret is not null')
  return rows.length
}

describe('the mail of an invitation', () => {
  test('goes to whoever is invited, and its link makes them an operator', async () => {
    const { email, token } = await invite()
    await send()
    expect(received()).toMatchObject([{ to: [email], subject: 'Assay: you are invited to become an operator' }])
    expect(received()[0]?.decoded).toContain('Olive Hart invites you')
    expect(mailedToken()).toBe(token)
    expect(await acceptInvitation(door, { token: mailedToken(), password: PASSWORD })).toMatchObject({ ok: true })
  })

  test('leaves nothing of the token behind once it is sent', async () => {
    await invite()
    expect(await sealed()).toBe(1)
    await send()
    expect(await sealed()).toBe(0)
    await expect(owner.query(`update notice set sealed_secret = 'x'`)).rejects.toThrow(/notice_secret_gone/)
  })

  test('is not sent once it was withdrawn, renewed or is too old', async () => {
    const withdrawn = await invite()
    await withdrawInvitation(world.owner, { invitationId: withdrawn.id })
    const renewed = await invite()
    const again = await renewInvitation(world.owner, { invitationId: renewed.id })
    await send()
    expect(received().map(({ to }) => to)).toEqual([[renewed.email]])
    expect(again.ok && again.value.token).toBe(mailedToken())
    await invite()
    await clock.advance(24 * HOUR)
    await send()
    expect(received()).toHaveLength(1)
    expect((await notices()).at(-1)).toMatchObject({ state: 'skipped', why: 'no_longer_true' })
    expect(await sealed()).toBe(0)
  })

  test('holds no more than the name and address they were invited by', async () => {
    const { email } = await invite()
    await send()
    const [mail] = received()
    expect(mail?.decoded).not.toContain(world.owner.actor.type === 'operator' ? world.owner.actor.email : '')
    expect(mail?.to).toEqual([email])
  })
})

test('whoever breaks the glass is told of to every owner, and to nobody else', async () => {
  const other = await world.operator('owner')
  await breakTheGlass(door, { osUser: 'root', email: null })
  await send()
  const owners = [world.owner.actor, other].map((actor) => ('email' in actor ? actor.email : ''))
  expect(
    received()
      .flatMap(({ to }) => to)
      .toSorted(),
  ).toEqual(owners.toSorted())
  expect(received().every(({ subject }) => subject === 'Assay: emergency access was used')).toBe(true)
})
