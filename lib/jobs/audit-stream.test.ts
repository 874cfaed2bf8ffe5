import { beforeEach, describe, expect, test } from 'vitest'
import { createLog } from '@/lib/log'
import { verifyChain } from '@/lib/services/audit/verify-chain'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { testWorld } from '@/lib/services/testing'
import { sealAndTell } from './audit-stream'

const world = await testWorld()
const { worker } = world.services
let written = ''
const log = createLog((text) => {
  written += text
})

async function turn() {
  while ((await sealAndTell(worker, log)) > 0);
  log.flush()
  return written
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line))
}

beforeEach(async () => {
  await turn()
  written = ''
})

async function revoked() {
  const { id } = await world.session(world.shop)
  const note = 'seen by Ben on the train'
  await revokeCredentials(world.administrator, { credentialIds: [id], cause: 'key_compromise', note })
  return id
}

describe('what another system collects of the audit', () => {
  test('is a line of every sealed entry, once, with its place and the hash of the chain up to it', async () => {
    const ids = [await revoked(), await revoked()]
    const lines = await turn()
    const { rows } = await world.database.owner.query<{ position: number; hash: string }>(
      `select position, encode(hash, 'hex') as hash from audit_seal order by position desc limit $1`,
      [lines.length],
    )
    expect(lines.map(({ position, hash }) => ({ position, hash }))).toEqual(rows.reverse())
    expect(lines.filter(({ action }) => action === 'credential.revoked').map(({ target_id }) => target_id)).toEqual(ids)
    expect(lines[0]).toMatchObject({ event: 'audit', actor_type: expect.any(String), at: expect.any(String) })
    written = ''
    expect(await turn()).toEqual([])
    expect(await verifyChain(worker)).toMatchObject({ unsealed: 0, broken: null })
  })

  test('names nobody and quotes nothing: ids stand for people, details stay in the store', async () => {
    await revoked()
    await turn()
    expect(written).toContain('credential.revoked')
    for (const needle of ['Dana', 'Ortiz', 'Ben', 'train', '@', '192.0.2.10']) expect(written).not.toContain(needle)
  })

  test('is nothing where it was not asked for, and the audit is sealed all the same', async () => {
    await revoked()
    expect(await sealAndTell(worker, null)).toBeGreaterThan(0)
    expect(await turn()).toEqual([])
  })
})
