import { expect, test } from 'vitest'
import { judge, takeSnapshot } from './judge/judge'
import { present } from './judge/present'
import { issueSession } from './sessions/issue'
import { endAllOfSubject } from './subjects/end-all'
import { testWorld } from './testing'

const world = await testWorld()
const { shop } = world

async function isActive(token: string): Promise<boolean> {
  const presentation = present(world.keyring, token)
  const snapshot = await takeSnapshot(world.services.api, [presentation])
  return (await judge(world.services.api, snapshot, presentation)).verdict.active
}

async function signIn(externalId: string) {
  const outcome = await issueSession(world.asApplication(shop), { subject: { externalId } })
  if (!outcome.ok) throw new Error('the sign-in was refused')
  return outcome.value
}

async function cutOff(subjectId: string) {
  const outcome = await endAllOfSubject(world.administrator, { subjectId })
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

/** Two sign-ins and a cutoff at once. A survivor is a session its holder had before the cutoff had returned, and that still works. */
async function race() {
  const { id, externalId } = await world.subject(shop)
  let answered = 0
  const inOrder = async <T>(call: Promise<T>) => ({ value: await call, place: ++answered })
  const [first, cutoff, second] = await Promise.all([
    inOrder(signIn(externalId)),
    inOrder(cutOff(id)),
    inOrder(signIn(externalId)),
  ])
  const outcomes = []
  for (const { value, place } of [first, second]) {
    const active = await isActive(value.token)
    const later = value.credential.issuedAt > cutoff.value.at
    outcomes.push({ survivor: active && place < cutoff.place, consistent: active === later })
  }
  return outcomes
}

test('300 races of sign-ins against a cutoff leave no survivor', async () => {
  const outcomes = []
  for (let turn = 0; turn < 300; turn += 1) outcomes.push(...(await race()))
  expect(outcomes.filter((outcome) => outcome.survivor)).toEqual([])
  expect(outcomes.filter((outcome) => !outcome.consistent)).toEqual([])
}, 60_000)

test('what signed in before a cutoff is dead after it, and what signs in after it lives', async () => {
  const { id, externalId } = await world.subject(shop)
  for (let turn = 0; turn < 30; turn += 1) {
    const before = await signIn(externalId)
    await cutOff(id)
    const after = await signIn(externalId)
    expect([await isActive(before.token), await isActive(after.token)]).toEqual([false, true])
  }
})
