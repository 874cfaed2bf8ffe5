import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '@/lib/root'
import { sealEntries } from '@/lib/services/audit/seal'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { testWorld } from '@/lib/services/testing'

const world = await testWorld()
const { owner, url } = world.database
const dataDirectory = mkdtempSync(join(tmpdir(), 'assay-fsck-'))

afterAll(() => rmSync(dataDirectory, { recursive: true, force: true }))

async function fsck() {
  const { issuerKeys, peppers } = world.keyring
  const listed = (entries: Iterable<[string | number, Buffer]>) =>
    [...entries].map(([id, secret]) => `${id}:${secret.toString('base64')}`).join(',')
  const child = spawn(process.execPath, [join(projectRoot(), 'bin', 'assay.mjs'), 'fsck'], {
    env: {
      ...process.env,
      NODE_ENV: 'production',
      DATABASE_URL: url,
      ASSAY_DATA_DIR: dataDirectory,
      ASSAY_ISSUER_KEYS: listed(issuerKeys),
      ASSAY_PEPPERS: listed(peppers),
      ASSAY_SESSION_SECRET: 'x'.repeat(43),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const code = new Promise<number | null>((done) => child.once('close', done))
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await code, output, errors }
}

test('finds nothing in a store only the verbs have written to, and changes nothing', { timeout: 60_000 }, async () => {
  const session = await world.session(world.shop)
  await revokeCredentials(world.administrator, { credentialIds: [session.id], cause: 'unspecified' })
  await sealEntries(world.services.worker)
  const { code, output, errors } = await fsck()
  expect([code, errors]).toEqual([0, ''])
  expect(output).toMatch(/^✓ the chain of audit entries holds \(\d+ sealed, 0 waiting\)$/m)
  expect(output).not.toContain('✗')
  expect(output.trimEnd().endsWith('Nothing found.')).toBe(true)
})

test('says by line what is damaged and where, and ends with 1', { timeout: 60_000 }, async () => {
  const session = await world.session(world.shop)
  const client = await owner.connect()
  await client.query('set session_replication_role = replica')
  await client.query('delete from credential_live where credential_id = $1', [session.id])
  await client.query(
    `update audit_entry set actor_label = 'somebody else' where id = (select entry_id from audit_seal where position = 1)`,
  )
  client.release(true)
  const { code, output, errors } = await fsck()
  expect(code).toBe(1)
  expect(output).toMatch(/^✗ the chain of audit entries holds .*: seal 1 does not fit its entry, or an earlier one$/m)
  expect(output).toContain(
    `✗ every credential is live or ended, and never both: ${session.id} is neither live nor ended\n`,
  )
  expect(errors.trim()).toBe('assay: 2 of 11 checks found damage: see the lines above')
})
