import { describe, expect, test } from 'vitest'
import { ASSAY_APPLICATION } from '../assay-application'
import { issueKey } from '../keys/issue'
import { readHoldings } from '../subjects/read-holdings'
import { testWorld } from '../testing'
import { runAct } from './run'
import { fresh, ids, performer, WHY } from './testing'

const world = await testWorld({ max: 4 })
const { shop } = world
const { owner } = world.database
const { preview, run, liveAmong } = performer(world)

/** Somebody with an account at the console, a session and a key of their own, and a key they created for a service. */
async function employee() {
  const account = await world.operator('administrator', 'Remy Duval')
  const person = await world.subject(shop, { name: 'Remy Duval', email: account.email.toUpperCase() })
  const own = [await world.session(shop, { subject: person }), await world.key(shop, { subject: person })]
  const service = await world.subject(shop, { type: 'service', name: 'Nightly import' })
  const created = await issueKey(world.asOperator(account), {
    applicationId: shop.id,
    subject: { externalId: service.externalId },
    name: 'Import',
  })
  if (!created.ok) throw new Error(created.code)
  return { account, person, own, service, created: created.value.credential }
}

async function isDisabled(subjectId: string): Promise<boolean> {
  const { rows } = await owner.query('select from disabling where target_id = $1 and until_at is null', [subjectId])
  return rows.length > 0
}

describe('what somebody leaves behind', () => {
  test('is their account at the console, the keys they created for others, and the applications they answer for', async () => {
    const { account, person, created } = await employee()
    await owner.query(
      `insert into application_owner (application_id, operator_id, added_at, actor_type, actor_label) values ($1, $2, assay_now(), 'system', 'test')`,
      [shop.id, account.id],
    )
    expect(await readHoldings(world.administrator, { subjectId: person.id })).toEqual({
      accounts: [{ subjectId: account.subjectId, name: 'Remy Duval', email: account.email }],
      keys: [
        expect.objectContaining({
          id: created.id,
          name: 'Import',
          owner: 'Nightly import',
          application: 'Shop',
          lastUsedAt: null,
        }),
      ],
      more: false,
      applications: [{ id: shop.id, name: 'Shop' }],
    })
  })

  test('is nothing for a customer who only shares a name, and no key that has ended', async () => {
    const { created } = await employee()
    const namesake = await world.subject(shop, { name: 'Remy Duval', email: 'other@example.org' })
    expect(await readHoldings(world.administrator, { subjectId: namesake.id })).toMatchObject({
      accounts: [],
      keys: [],
    })
    await run((await preview({ type: 'selection', credentialIds: [created.id] })).act.id)
    expect(await liveAmong([created.id])).toBe(0)
  })

  test('names no account to whoever reaches single applications, and is nobody’s to read for support', async () => {
    const { person } = await employee()
    const by = await world.operatorOf(shop)
    expect(await readHoldings(by, { subjectId: person.id })).toMatchObject({ accounts: [], keys: [], applications: [] })
    await expect(readHoldings(world.support, { subjectId: person.id })).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('a person who leaves', () => {
  test('is disabled and ended with their account and the keys chosen, in one act of one correlation id', async () => {
    const { account, person, own, created } = await employee()
    const scope = {
      type: 'leaving',
      subjectId: person.id,
      alsoSubjectIds: [account.subjectId],
      alsoEndIds: [created.id],
    } as const
    const { act } = await preview({
      ...scope,
      alsoSubjectIds: [...scope.alsoSubjectIds],
      alsoEndIds: [...scope.alsoEndIds],
    })
    // Two of their own, the session of their account, and the key.
    expect(act).toMatchObject({ total: 4, cutoff: true, disables: [person.id, account.subjectId] })
    expect(await isDisabled(person.id)).toBe(false)

    const result = await run(act.id, { cause: 'affiliation_changed', note: 'Leaves today, HR-12', confirmation: '4' })
    expect(result).toMatchObject({ state: 'done', done: 4, failed: 0 })
    expect(await liveAmong([...ids(...own), account.sessionId, created.id])).toBe(0)
    expect([await isDisabled(person.id), await isDisabled(account.subjectId)]).toEqual([true, true])
    expect(await world.ending(created.id)).toMatchObject({ cause: 'affiliation_changed', correlation_id: act.id })

    const actions = (await world.entries({ correlationId: act.id })).map(({ action }) => action)
    expect(actions.filter((action) => action === 'subject.disabled')).toHaveLength(2)
    expect(actions.filter((action) => action === 'cutoff.set')).toHaveLength(2)
    expect(actions.filter((action) => action === 'credential.revoked')).toHaveLength(4)
    expect(actions.at(-1)).toBe('act.finished')
  })

  test('leaves keys that were not chosen to live, and services to work', async () => {
    const { person, created, service } = await employee()
    const { act } = await preview({ type: 'leaving', subjectId: person.id })
    await run(act.id, { confirmation: String(act.total) })
    expect([await liveAmong([created.id]), await isDisabled(service.id)]).toEqual([1, false])
  })

  test('is left as they were when one of their accounts is the last owner’s', async () => {
    const account = world.owner.actor
    if (account.type !== 'operator') throw new Error('no operator')
    const person = await world.subject(shop)
    const session = await world.session(shop, { subject: person })
    const { act } = await preview({ type: 'leaving', subjectId: person.id, alsoSubjectIds: [account.subjectId] })
    const outcome = await runAct(fresh(world.administrator), { actId: act.id, ...WHY, confirmation: String(act.total) })
    expect(outcome).toMatchObject({ ok: false, code: 'last_owner' })
    expect([await liveAmong([session.id]), await isDisabled(person.id)]).toEqual([1, false])
  })

  test('is never oneself', async () => {
    const me = await world.operator('administrator')
    const { act } = await preview({ type: 'leaving', subjectId: me.subjectId }, 'end', world.asOperator(me))
    const outcome = await runAct(world.asOperator(me), { actId: act.id, ...WHY })
    expect(outcome).toMatchObject({ ok: false, code: 'own_subject' })
  })

  test('keeps their account where the operator on call may not manage operators', async () => {
    const { account, person } = await employee()
    const onCall = world.asOperator(await world.operator('operator'))
    const { act } = await preview(
      { type: 'leaving', subjectId: person.id, alsoSubjectIds: [account.subjectId] },
      'end',
      onCall,
    )
    const asked = runAct(fresh(onCall), { actId: act.id, ...WHY, confirmation: String(act.total) })
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
    expect(await isDisabled(person.id)).toBe(false)
  })
})

test('an application’s own key is told apart from the keys of people', async () => {
  const { person } = await employee()
  const represents = await world.subject(
    { ...ASSAY_APPLICATION, name: 'Assay' },
    { type: 'service', represents: shop.id },
  )
  expect(await readHoldings(world.administrator, { subjectId: represents.id })).toMatchObject({
    accounts: [],
    keys: [],
  })
  expect((await preview({ type: 'leaving', subjectId: person.id })).act.radius.serviceKeys.count).toBe(0)
})
