import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { testWorld } from '../testing'
import { downloadExport, EXPORT_BEGINS_WITHIN } from './download'
import { startExport } from './start'

const world = await testWorld()
const clock = await world.database.movableClock()
const { administrator, support } = world

async function start(context = administrator) {
  const outcome = await startExport(context, { list: 'refusals', format: 'csv', search: 'reason=idle&cursor=x' })
  if (!outcome.ok) throw new Error('An export that cannot be refused was')
  return outcome.value.exportId
}

describe('an export', () => {
  test('is entered before a row of it is read', async () => {
    const exportId = await start()
    const [entered] = (await world.entries({ action: 'export.made' })).filter(
      ({ detail }) => detail.exportId === exportId,
    )
    expect(entered).toMatchObject({
      actorType: 'operator',
      detail: { list: 'refusals', format: 'csv', search: 'reason=idle' },
    })
  })

  test('is what was asked for, without page and open row', async () => {
    const exportId = await start()
    expect(await downloadExport(administrator, { exportId })).toMatchObject({
      ok: true,
      value: { list: 'refusals', format: 'csv', search: 'reason=idle' },
    })
  })

  test('belongs to whoever asked: for another operator it does not exist', async () => {
    const exportId = await start()
    const other = world.asOperator(await world.operator('administrator'))
    await expect(downloadExport(other, { exportId })).rejects.toMatchObject({ code: 'not_found' })
    await expect(downloadExport(administrator, { exportId: randomUUID() })).rejects.toMatchObject({ code: 'not_found' })
  })

  test('begins within five minutes or not at all', async () => {
    const now = await world.now()
    await clock.setInstant(now)
    const exportId = await start()
    await clock.setInstant(now + EXPORT_BEGINS_WITHIN - 1)
    expect(await downloadExport(administrator, { exportId })).toMatchObject({ value: { requestedAt: now } })
    await clock.setInstant(now + EXPORT_BEGINS_WITHIN)
    await expect(downloadExport(administrator, { exportId })).rejects.toMatchObject({ code: 'not_found' })
    await clock.reset()
  })

  test('is entered anew with each download, also with the tenth, and not where nothing is handed out', async () => {
    const exportId = await start()
    const downloads = async () =>
      (await world.entries({ action: 'export.downloaded' })).filter(({ detail }) => detail.exportId === exportId)
    for (let download = 0; download < 10; download += 1) await downloadExport(administrator, { exportId })
    const other = world.asOperator(await world.operator('administrator'))
    await expect(downloadExport(other, { exportId })).rejects.toMatchObject({ code: 'not_found' })
    const entered = await downloads()
    expect(entered).toHaveLength(10)
    expect(entered[0]).toMatchObject({ actorType: 'operator', detail: { exportId, list: 'refusals', format: 'csv' } })
  })

  test('is refused to support and to applications, and leaves nothing behind', async () => {
    const before = (await world.entries({ action: 'export.made' })).length
    for (const context of [support, world.asApplication(world.shop)]) {
      await expect(startExport(context, { list: 'keys', format: 'csv', search: '' })).rejects.toMatchObject({
        code: 'forbidden',
      })
    }
    expect(await world.entries({ action: 'export.made' })).toHaveLength(before)
  })

  test.each([
    [{ format: 'xlsx' }, '/format'],
    [{ list: 'operators' }, '/list'],
    [{ search: 'person=asy_live_key_0Aabc' }, '/search'],
  ])('is refused by field: %j', async (wrong, pointer) => {
    const input = { list: 'keys', format: 'csv', search: '', ...wrong } as Parameters<typeof startExport>[1]
    await expect(startExport(administrator, input)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer }],
    })
  })
})
