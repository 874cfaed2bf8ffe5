import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Context } from '../context'
import { testWorld } from '../testing'
import { changeApplicationMail } from './change-application'
import { changeMailSettings } from './change-settings'
import { readMailOverview } from './read-settings'
import { reportMailServer } from './report-server'
import { sendTestMail } from './send-test'

const world = await testWorld()
const { worker } = world.services
const other = await world.application({ name: 'Other' })
const overview = () => readMailOverview(world.administrator, {})
const acting = (as: Context): Context => ({ ...as, correlationId: randomUUID() })

beforeEach(async () => {
  await world.database.owner.query('delete from notice')
  await world.database.owner.query(
    `update mail_setting set enabled = true, kinds_off = '{}', server_set = null, sender = null`,
  )
})

const choice = { kindsOff: ['overlap_ends' as const], replyTo: 'help@example.org', language: 'de' as const }

describe('whether mails can be sent', () => {
  test('is what the worker says, and unknown until one has', async () => {
    expect((await overview()).server).toMatchObject({ set: null, sender: null })
    await reportMailServer(worker, { sender: 'no-reply@assay.example' })
    expect((await overview()).server).toMatchObject({ set: true, sender: 'no-reply@assay.example' })
    await reportMailServer(worker, null)
    expect((await overview()).server).toMatchObject({ set: false, sender: null })
  })
})

describe('the switches of the installation', () => {
  test('are changed with an entry that has both sides, and without one where nothing changes', async () => {
    const act = acting(world.administrator)
    await changeMailSettings(act, { enabled: true, kindsOff: ['overlap_ends', 'overlap_ends'] })
    expect(await overview()).toMatchObject({ enabled: true, kindsOff: ['overlap_ends'] })
    expect(await world.entries({ correlationId: act.correlationId })).toMatchObject([
      { action: 'mail.changed', detail: { before: { kindsOff: [] }, after: { kindsOff: ['overlap_ends'] } } },
    ])
    const again = acting(world.administrator)
    await changeMailSettings(again, { enabled: true, kindsOff: ['overlap_ends'] })
    expect(await world.entries({ correlationId: again.correlationId })).toEqual([])
  })

  test('refuse a notice that does not exist, and the test mail', async () => {
    for (const kind of ['everything', 'mail_test'])
      await expect(
        changeMailSettings(world.administrator, { enabled: true, kindsOff: [kind as never] }),
      ).rejects.toMatchObject({ code: 'invalid_input' })
  })

  test('are not support’s to see or to change', async () => {
    await expect(readMailOverview(world.support, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(changeMailSettings(world.support, { enabled: false, kindsOff: [] })).rejects.toMatchObject({
      code: 'forbidden',
    })
    await expect(sendTestMail(world.support, {})).rejects.toMatchObject({ code: 'forbidden' })
  })
})

describe('what an application chooses', () => {
  test('is kept, entered, and known to the config at once', async () => {
    const act = acting(world.administrator)
    await changeApplicationMail(act, { applicationId: world.shop.id, ...choice })
    expect((await overview()).applications.find(({ id }) => id === world.shop.id)).toMatchObject(choice)
    expect((await world.services.api.config.current()).applications.get(world.shop.id)?.language).toBe('de')
    expect(await world.entries({ correlationId: act.correlationId })).toMatchObject([
      {
        action: 'application.mail_changed',
        applicationId: world.shop.id,
        detail: { after: { replyTo: 'help@example.org' } },
      },
    ])
    await changeApplicationMail(world.administrator, {
      applicationId: world.shop.id,
      ...choice,
      replyTo: '',
      language: null,
    })
    expect((await overview()).applications.find(({ id }) => id === world.shop.id)).toMatchObject({
      replyTo: null,
      language: null,
    })
  })

  test.each([
    'help@example.org\r\nBcc: eve@evil.example',
    'a@b.example,c@d.example',
    'Help <help@example.org>',
    'help',
  ])('is not the address %j', async (replyTo) => {
    const change = changeApplicationMail(world.administrator, { applicationId: world.shop.id, ...choice, replyTo })
    await expect(change).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/replyTo' }] })
  })

  test('is changed by an administrator of that application alone, and another one is as good as absent', async () => {
    const narrow = world.asOperator(
      await world.operator([{ role: 'administrator', applicationId: world.shop.id }], 'Kim Park'),
    )
    await expect(changeApplicationMail(narrow, { applicationId: other.id, ...choice })).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(changeApplicationMail(narrow, { applicationId: randomUUID(), ...choice })).rejects.toMatchObject({
      code: 'not_found',
    })
    expect(await changeApplicationMail(narrow, { applicationId: world.shop.id, ...choice })).toMatchObject({ ok: true })
    await expect(changeMailSettings(narrow, { enabled: false, kindsOff: [] })).rejects.toMatchObject({
      code: 'forbidden',
    })
  })
})

describe('the last mails', () => {
  test('name whom they were for, and mask a name that is a mail address for whoever sees none', async () => {
    const person = await world.subject(world.shop, { externalId: 'ina.novak@example.com' })
    const key = await world.key(world.shop, { name: 'Of otto@example.com' })
    for (const [type, id] of [
      ['subject', person.id],
      ['contact', key.id],
    ])
      await world.database.owner.query(
        `insert into notice (id, kind, dedupe_key, recipient_type, recipient_id, application_id, about_at, state, next_attempt_at, created_at)
         values ($2::uuid, 'overlap_ends', $2::text, $1, $2::uuid, $3, assay_now(), 'queued', assay_now(), assay_now())`,
        [type, id, world.shop.id],
      )
    const named = async (by: Context) => (await readMailOverview(by, {})).recent.map(({ recipient }) => recipient.name)
    const auditor = world.asOperator(await world.operator('auditor'))
    const sorted = async (by: Context) => (await named(by)).toSorted()
    expect(await sorted(world.administrator)).toEqual(['Of otto@example.com', 'ina.novak@example.com'])
    expect(await sorted(auditor)).toEqual(['Of o•••@example.com', 'i•••@example.com'])
  })
})

describe('a test mail', () => {
  test('is refused while no worker has a mail server, and leaves nothing behind', async () => {
    expect(await sendTestMail(world.administrator, {})).toMatchObject({ ok: false, code: 'no_mail_server' })
    expect((await overview()).recent).toEqual([])
  })

  test('goes to whoever asks, also while mails are off, and is listed by name without the address', async () => {
    await reportMailServer(worker, { sender: 'no-reply@assay.example' })
    await changeMailSettings(world.administrator, { enabled: false, kindsOff: [] })
    const act = acting(world.administrator)
    expect(await sendTestMail(act, {})).toMatchObject({ ok: true })
    const { recent } = await overview()
    expect(recent).toMatchObject([
      { kind: 'mail_test', state: 'queued', recipient: { name: 'Dana Ortiz', type: 'operator' } },
    ])
    expect(JSON.stringify(recent)).not.toContain('@')
    expect(await world.entries({ correlationId: act.correlationId })).toMatchObject([{ action: 'mail.tested' }])
  })
})
