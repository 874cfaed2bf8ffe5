import { describe, expect, test } from 'vitest'
import { listAudit } from '../audit/list'
import { testWorld } from '../testing'
import { listViews } from './list'
import { removeView } from './remove'
import { saveView } from './save'
import { VIEWS_MAX } from './schemas'

const world = await testWorld()
const { administrator, support } = world
const namesFor = async (context: typeof administrator) => (await listViews(context, {})).map(({ name }) => name)

async function save(context: typeof administrator, name: string, more: Partial<Parameters<typeof saveView>[1]> = {}) {
  const outcome = await saveView(context, { list: 'sessions', name, search: 'state=active', ...more })
  if (!outcome.ok) throw new Error(outcome.message)
  return outcome.value.viewId
}

describe('a saved view', () => {
  test('is its operator’s alone until they share it', async () => {
    await save(administrator, 'Mine')
    expect(await namesFor(administrator)).toContain('Mine')
    expect(await namesFor(support)).not.toContain('Mine')
    await save(administrator, 'Ours', { shared: true })
    const shared = (await listViews(support, {})).find(({ name }) => name === 'Ours')
    expect(shared).toMatchObject({ mine: false, shared: true, list: 'sessions', search: 'state=active' })
  })

  test('that looks for a mail or an address tells neither to whom they are masked, and says that it leads nowhere', async () => {
    const search = 'application=b&network=203.0.113.0%2F24&person=ina.secret%40example.com'
    await save(administrator, 'Of ina.secret@example.com', { search, shared: true })
    const auditor = world.asOperator(await world.operator('auditor'))
    for (const by of [support, auditor, await world.operatorOf(world.shop)]) {
      const [view] = (await listViews(by, {})).filter(({ name }) => name.startsWith('Of '))
      expect(view).toMatchObject({ name: 'Of i•••@example.com', masked: true })
      expect([...new URLSearchParams(view?.search)]).toEqual([
        ...[
          ['application', 'b'],
          ['network', '203.0.•.•'],
        ],
        ['person', 'i•••@example.com'],
      ])
    }
    for (const by of [administrator, world.owner])
      expect(await listViews(by, {})).toContainEqual(expect.objectContaining({ search, masked: false }))
    expect(JSON.stringify(await listAudit(auditor, { actions: ['view.saved'] }))).not.toMatch(/secret|113/)
    expect(JSON.stringify(await listAudit(administrator, { actions: ['view.saved'] }))).toContain('secret%40')
  })

  test('that somebody keeps for themselves is shown to them as they wrote it', async () => {
    const search = 'person=ina.secret%40example.com'
    const viewId = await save(support, 'A caller', { search })
    expect((await listViews(support, {})).find(({ id }) => id === viewId)).toMatchObject({ search, masked: false })
  })

  test('keeps filters and order, in one spelling, but neither page nor open row', async () => {
    const viewId = await save(administrator, 'Spelled', { search: '?sort=used&open=1&application=b&cursor=x' })
    const [view] = (await listViews(administrator, {})).filter(({ id }) => id === viewId)
    expect(view?.search).toBe('application=b&sort=used')
  })

  test('replaces the one of the same name, in any case, for the same list only', async () => {
    const first = await save(administrator, 'Night watch')
    expect(await save(administrator, 'NIGHT WATCH', { search: 'state=idle' })).toBe(first)
    expect(await save(administrator, 'Night watch', { list: 'keys' })).not.toBe(first)
    expect(await save(support, 'Night watch')).not.toBe(first)
  })

  test('is removed by its operator only; to others it does not exist', async () => {
    const viewId = await save(administrator, 'Short-lived', { shared: true })
    await expect(removeView(support, { viewId })).rejects.toMatchObject({ code: 'not_found' })
    expect(await removeView(administrator, { viewId })).toMatchObject({ ok: true })
    await expect(removeView(administrator, { viewId })).rejects.toMatchObject({ code: 'not_found' })
    expect(await namesFor(support)).not.toContain('Short-lived')
  })

  test('is entered with what it shows when it is saved, and when it is removed', async () => {
    const viewId = await save(administrator, 'Entered')
    await removeView(administrator, { viewId })
    const details = (await world.entries()).filter(({ detail }) => detail.viewId === viewId)
    expect(details).toMatchObject([
      { action: 'view.saved', detail: { list: 'sessions', name: 'Entered', search: 'state=active', shared: false } },
      { action: 'view.removed', detail: { list: 'sessions', name: 'Entered' } },
    ])
  })

  test('never keeps a token, however it is written', async () => {
    const token = 'asy_live_session_0Aabcdefghijklmnop'
    for (const search of [`person=${token}`, `person=${token.replace('_', '%5F')}`, token]) {
      const saving = saveView(administrator, { list: 'sessions', name: 'Leak', search })
      await expect(saving).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/search' }] })
    }
  })

  test.each([
    [{ name: '' }, '/name'],
    [{ name: 'x'.repeat(61) }, '/name'],
    [{ name: 'a\u0000b' }, '/name'],
    [{ search: 'x'.repeat(2_001) }, '/search'],
    [{ list: 'secrets' }, '/list'],
  ])('is refused by field: %j', async (wrong, pointer) => {
    const input = { list: 'sessions', name: 'Fine', search: '', ...wrong } as Parameters<typeof saveView>[1]
    await expect(saveView(administrator, input)).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer }] })
  })

  test('is one of at most fifty of its operator', async () => {
    const other = world.asOperator(await world.operator('support'))
    for (let index = 0; index < VIEWS_MAX; index += 1) await save(other, `View ${index}`)
    const input = { list: 'sessions', name: 'One more', search: '' } as const
    expect(await saveView(other, input)).toMatchObject({ ok: false, code: 'too_many' })
    expect(await saveView(other, { ...input, name: 'View 7' })).toMatchObject({ ok: true })
  })

  test('is nothing for an application', async () => {
    const caller = world.asApplication(world.shop)
    await expect(listViews(caller, {})).rejects.toMatchObject({ code: 'forbidden' })
    await expect(saveView(caller, { list: 'keys', name: 'x', search: '' })).rejects.toMatchObject({ code: 'forbidden' })
  })
})
