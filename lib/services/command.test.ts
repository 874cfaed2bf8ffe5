import { randomUUID } from 'node:crypto'
import { eq } from 'drizzle-orm'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import type { Database } from '@/db/client'
import { subject } from '@/db/schema/subject'
import { entry } from '@/lib/audit/entry'
import { command, type Done, type Refused, refused, type Unchanged, unchanged } from './command'
import { testWorld } from './testing'
import type { Transaction } from './transaction'

const world = await testWorld()

type Finish = Done<string> | Unchanged<string> | Refused<'no'>

/** A verb that writes a subject and then ends as it is told. */
function verb(finish: (id: string) => Finish | Promise<Finish>) {
  return command<typeof NO_INPUT, string, 'no'>({
    permission: 'subjects.write',
    input: NO_INPUT,
    async run({ tx, now }) {
      const id = randomUUID()
      await write(tx, now, id)
      return finish(id)
    },
  })
}

const NO_INPUT = z.strictObject({})

async function write(tx: Transaction, now: number, id: string) {
  const row = { id, environment: 'live', directory: 'shop', externalId: id, type: 'person' } as const
  await tx.insert(subject).values({ ...row, createdAt: now, updatedAt: now })
}

async function stored(): Promise<string> {
  const outcome = await verb((id) => ({ result: id, entries: [created(id)] }))(world.administrator, {})
  return outcome.ok ? outcome.value : ''
}

async function rename(tx: Transaction, id: string) {
  await tx.update(subject).set({ name: randomUUID() }).where(eq(subject.id, id))
}

const created = (id: string) =>
  entry(
    'subject.created',
    { targetType: 'subject', targetId: id, subjectId: id },
    { externalId: id, directory: 'shop' },
  )

async function isStored(id: string): Promise<boolean> {
  const { rows } = await world.database.owner.query('select from subject where id = $1', [id])
  return rows.length > 0
}

describe('what a verb wrote is kept', () => {
  test('with its entry, in one commit', async () => {
    const by = world.asOperator(await world.operator('administrator'))
    const outcome = await verb((id) => ({ result: id, entries: [created(id)] }))(by, {})
    const id = outcome.ok ? outcome.value : ''
    expect(await isStored(id)).toBe(true)
    expect(await world.entries({ correlationId: by.correlationId })).toMatchObject([{ targetId: id }])
  })
})

describe('verbs that lock the same rows in opposite orders', () => {
  test('are both done, each with its entry once', async () => {
    const [first, second] = [await stored(), await stored()]
    const waiting: (() => void)[] = []
    const bothThere = () =>
      new Promise<void>((go) => {
        waiting.push(go)
        if (waiting.length >= 2) for (const each of waiting) each()
      })
    const renaming = (ids: readonly [string, string]) => {
      let attempts = 0
      return command({
        permission: 'subjects.write',
        input: NO_INPUT,
        async run({ tx }) {
          attempts += 1
          await rename(tx, ids[0])
          await bothThere()
          await rename(tx, ids[1])
          return { result: attempts, entries: [created(ids[0])] }
        },
      })
    }
    const operator = await world.operator('administrator')
    const [by, other] = [world.asOperator(operator), world.asOperator(operator)]
    const done = await Promise.all([renaming([first, second])(by, {}), renaming([second, first])(other, {})])
    expect(done.map((outcome) => outcome.ok && outcome.value).toSorted()).toEqual([1, 2])
    for (const { correlationId } of [by, other]) expect(await world.entries({ correlationId })).toHaveLength(1)
  })
})

describe('what a verb wrote is rolled back', () => {
  const ends: [string, (id: string) => Finish][] = [
    ['when it has no entry because nothing changed', (id) => unchanged(id)],
    ['when it is refused', (id) => refused('no', id)],
  ]

  test.for(ends)('%s', async ([, finish]) => {
    const outcome = await verb(finish)(world.administrator, {})
    const id = outcome.ok ? outcome.value : outcome.message
    expect(await isStored(id)).toBe(false)
  })

  test('and answered alike, whichever copy of the driver in this process holds the store', async () => {
    const { services } = world.administrator
    const foreign = class TransactionRollbackError extends Error {}
    const transaction: Database['transaction'] = (run, config) =>
      services.db.transaction((tx) => {
        const rollback = () => {
          throw new foreign()
        }
        return run(Object.assign(Object.create(tx), { rollback }))
      }, config)
    const db: Database = Object.assign(Object.create(services.db), { transaction })
    const outcome = await verb((id) => refused('no', id))({ ...world.administrator, services: { ...services, db } }, {})
    expect(outcome).toMatchObject({ ok: false, code: 'no' })
    expect(await isStored(outcome.ok ? outcome.value : outcome.message)).toBe(false)
  })

  test('when it throws', async () => {
    let written = ''
    const failing = verb((id) => {
      written = id
      throw new Error('broken')
    })
    await expect(failing(world.administrator, {})).rejects.toThrow('broken')
    expect(await isStored(written)).toBe(false)
  })

  test('when its entry cannot be stored', async () => {
    let written = ''
    const failing = verb((id) => {
      written = id
      return { result: id, entries: [{ ...created(id), target: { targetType: 'subject', targetId: 'no uuid' } }] }
    })
    await expect(failing(world.administrator, {})).rejects.toThrow()
    expect(await isStored(written)).toBe(false)
  })
})

describe('a verb does not begin', () => {
  test('for a role without the permission, nor with input it does not know', async () => {
    const never = verb(() => {
      throw new Error('it began')
    })
    await expect(never(world.support, {})).rejects.toMatchObject({ code: 'forbidden' })
    const raw: unknown = { id: 1 }
    await expect(never(world.administrator, raw as Record<string, never>)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: [{ pointer: '/id' }],
    })
  })
})
