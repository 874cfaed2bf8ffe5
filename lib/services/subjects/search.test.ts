import { describe, expect, test } from 'vitest'
import { testWorld } from '../testing'
import { searchSubjects } from './search'

const world = await testWorld({ max: 4 })

async function shop() {
  const application = await world.application()
  const search = async (text: string) => {
    const found = await searchSubjects(world.administrator, { applicationId: application.id, text })
    return found.map((each) => each.externalId)
  }
  return { application, search }
}

describe('whom an application may issue to is found by the beginning of', () => {
  test('a name, a mail address or its own id, names and addresses whatever their case', async () => {
    const { application, search } = await shop()
    await world.subject(application, { externalId: 'User-7', name: 'Ada Byron', email: 'Countess@Example.org' })
    for (const text of ['ada', 'ADA B', 'countess@', 'User-', ' User-7 '])
      expect(await search(text), text).toEqual(['User-7'])
  })

  test('and by nothing else: not the middle of a word, a pattern, or another spelling of the id', async () => {
    const { application, search } = await shop()
    await world.subject(application, { externalId: 'User-7', name: 'Ada Byron' })
    for (const text of ['byron', '%', '_da', 'user-7', 'Ada%', '\\']) expect(await search(text), text).toEqual([])
  })

  test('services among them, and at most eight, by name', async () => {
    const { application, search } = await shop()
    for (const place of [9, 8, 7, 6, 5, 4, 3, 2, 1])
      await world.subject(application, { externalId: `${place}`, name: `Robot ${place}`, type: 'service' })
    expect(await search('robot')).toEqual(['1', '2', '3', '4', '5', '6', '7', '8'])
  })
})

describe('nobody is offered', () => {
  test('of another directory, or of the other environment', async () => {
    const { application, search } = await shop()
    const test_ = { ...application, environment: 'test' as const }
    await world.subject(await world.application(), { externalId: 'foreign', name: 'Ada' })
    await world.subject(test_, { externalId: 'tester', name: 'Ada' })
    expect(await search('ada')).toEqual([])
  })

  test('but those of an application that shares the directory are', async () => {
    const { application, search } = await shop()
    const sister = await world.application({ directory: application.directory })
    await world.subject(sister, { externalId: 'shared', name: 'Ada' })
    expect(await search('ada')).toEqual(['shared'])
  })

  test('for an application that does not exist', async () => {
    expect(await searchSubjects(world.administrator, { applicationId: crypto.randomUUID(), text: 'a' })).toEqual([])
  })

  test.for(['', '  ', 'a\u0007', 'x'.repeat(201)])('for %j, which is refused', async (text) => {
    const asked = searchSubjects(world.administrator, { applicationId: world.shop.id, text })
    await expect(asked).rejects.toMatchObject({ code: 'invalid_input', fields: [{ pointer: '/text' }] })
  })

  test('to an application', async () => {
    const asked = searchSubjects(world.asApplication(world.shop), { applicationId: world.shop.id, text: 'a' })
    await expect(asked).rejects.toMatchObject({ code: 'forbidden' })
  })
})
