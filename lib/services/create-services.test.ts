import { expect, test } from 'vitest'
import { createServices } from './create-services'
import { testWorld } from './testing'

const world = await testWorld({ max: 2 })

test('services are made without a word to the store: a process starts though Postgres is away', () => {
  const never = createServices(world.database.api, world.keyring)
  expect(never.keyring).toBe(world.keyring)
  expect(never.telemetry.dropped()).toBe(0)
  expect(world.database.api.totalCount).toBe(0)
})

test('each process remembers its own configuration, and none is older than the store’s', async () => {
  const [one, other] = [world.services.console, world.services.api]
  const { id } = await world.application()
  for (const { config } of [one, other]) expect((await config.current()).applications.has(id)).toBe(true)
  const later = await world.application()
  for (const { config } of [one, other]) expect((await config.current()).applications.has(later.id)).toBe(true)
  expect(await one.config.current()).toBe(await one.config.current())
  expect(await one.config.current()).not.toBe(await other.config.current())
})
