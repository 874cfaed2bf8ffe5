import { expect, test } from 'vitest'
import { judge, takeSnapshot } from './judge/judge'
import { present } from './judge/present'
import { issueSession } from './sessions/issue'
import { endAllOfSubject } from './subjects/end-all'
import { testWorld } from './testing'

const world = await testWorld()
const { shop } = world
const { owner } = world.database

// As the very last thing before a cutoff commits, it writes down which sessions of the person are there and would outlive it:
// the order of commits decides, not the order in which answers happen to arrive here.
await owner.query('create table survivor (credential_id uuid)')
await owner.query(
  `create function note_survivors() returns trigger language plpgsql security definer as $$ begin
     insert into survivor select credential_id from credential_live where subject_id = new.subject_id and signed_in_at > new.at;
     return null; end $$`,
)
await owner.query(
  'create constraint trigger note_survivors after insert on cutoff deferrable initially deferred for each row execute function note_survivors()',
)

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

test('300 races of sign-ins against a cutoff leave no survivor', async () => {
  let [cut, spared] = [0, 0]
  for (let race = 0; race < 300; race += 1) {
    const { id, externalId } = await world.subject(shop)
    const [first, cutoff, second] = await Promise.all([signIn(externalId), cutOff(id), signIn(externalId)])
    for (const { token, credential } of [first, second]) {
      const later = credential.issuedAt > cutoff.at
      expect(await isActive(token)).toBe(later)
      if (later) spared += 1
      else cut += 1
    }
  }
  const { rows } = await owner.query('select * from survivor')
  expect(rows).toEqual([])
  // Both sides of the race were run.
  expect(Math.min(cut, spared)).toBeGreaterThan(0)
}, 120_000)

test('what signed in before a cutoff is dead after it, and what signs in after it lives', async () => {
  const { id, externalId } = await world.subject(shop)
  for (let turn = 0; turn < 30; turn += 1) {
    const before = await signIn(externalId)
    await cutOff(id)
    const after = await signIn(externalId)
    expect([await isActive(before.token), await isActive(after.token)]).toEqual([false, true])
  }
})
