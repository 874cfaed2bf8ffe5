import { describe, expect, test } from 'vitest'
import { createConvoy } from './convoy'

/** Trips that end when the test says so. */
function road() {
  const trips: { items: readonly string[]; arrive: (result: string) => void; break: (error: Error) => void }[] = []
  const run = (items: readonly string[]) =>
    new Promise<string>((arrive, fail) => trips.push({ items, arrive, break: fail }))
  return { trips, run }
}

const turn = () => new Promise((done) => setImmediate(done))

describe('a convoy', () => {
  test('takes what is asked in one turn of the event loop together, and every asker gets the one result', async () => {
    const { trips, run } = road()
    const ask = createConvoy(run, { lanes: 2, seats: 10 })
    const answers = [ask('a'), ask('b'), ask('c')]
    await turn()
    expect(trips.map(({ items }) => items)).toEqual([['a', 'b', 'c']])
    trips[0]?.arrive('one')
    expect(await Promise.all(answers)).toEqual(['one', 'one', 'one'])
  })

  test('never takes up what was asked after it left: an answer is younger than its question', async () => {
    const { trips, run } = road()
    const ask = createConvoy(run, { lanes: 1, seats: 10 })
    const early = ask('early')
    await turn()
    const late = [ask('late'), ask('later')]
    await turn()
    expect(trips.map(({ items }) => items)).toEqual([['early']])
    trips[0]?.arrive('old')
    expect(await early).toBe('old')
    await turn()
    expect(trips.map(({ items }) => items)).toEqual([['early'], ['late', 'later']])
    trips[1]?.arrive('new')
    expect(await Promise.all(late)).toEqual(['new', 'new'])
  })

  test('has no more under way than lanes, and no more aboard than seats', async () => {
    const { trips, run } = road()
    const ask = createConvoy(run, { lanes: 2, seats: 2 })
    const answers = ['a', 'b', 'c', 'd', 'e'].map(ask)
    await turn()
    expect(trips.map(({ items }) => items)).toEqual([
      ['a', 'b'],
      ['c', 'd'],
    ])
    for (const trip of trips) trip.arrive('there')
    await turn()
    trips[2]?.arrive('there too')
    expect(await Promise.all(answers)).toEqual(['there', 'there', 'there', 'there', 'there too'])
  })

  test('fails for those aboard alone, and the next goes all the same', async () => {
    const { trips, run } = road()
    const ask = createConvoy(run, { lanes: 1, seats: 1 })
    const broken = ask('broken')
    const whole = ask('whole')
    await turn()
    trips[0]?.break(new Error('The road is out'))
    await expect(broken).rejects.toThrow('The road is out')
    await turn()
    trips[1]?.arrive('there')
    expect(await whole).toBe('there')
  })

  test('with an item the store will never take fails for that one alone', async () => {
    const refused = Object.assign(new Error('invalid byte sequence'), { code: '22021' })
    const run = async (items: readonly string[]) => {
      if (items.includes('poison')) throw refused
      return items.length
    }
    const ask = createConvoy(run, { lanes: 1, seats: 10 })
    const answers = await Promise.allSettled(['a', 'b', 'poison', 'c'].map(ask))
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
  })
})
