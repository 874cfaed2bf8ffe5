import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { type Account, canReach, canTraverse, serverAccount } from './embedded-account'

const asRoot = process.getuid?.() === 0
const stranger: Account = { uid: 54_321, gid: 54_321, name: 'stranger', lent: true }
let folder = ''

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assay-account-'))
  chmodSync(folder, 0o755)
  mkdirSync(join(folder, 'closed'))
  writeFileSync(join(folder, 'closed', 'file'), '')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a closed folder anywhere above hides a file from another account', () => {
  const file = join(folder, 'closed', 'file')
  chmodSync(file, 0o644)
  expect(canReach(stranger, file)).toBe(true)
  chmodSync(join(folder, 'closed'), 0o700)
  expect(canReach(stranger, file)).toBe(false)
})

test('a folder that may be walked through need not be listed', () => {
  chmodSync(join(folder, 'closed'), 0o711)
  expect(canTraverse(stranger, join(folder, 'closed'))).toBe(true)
  expect(canReach(stranger, join(folder, 'closed'))).toBe(false)
})

const passwd = [
  { name: 'root', uid: 0, gid: 0 },
  { name: 'nobody', uid: 65_534, gid: 65_534 },
]

test.runIf(!asRoot)('an ordinary user runs the server as itself', () => {
  expect(serverAccount(folder, passwd)).toMatchObject({ uid: process.getuid?.(), lent: false })
})

test.runIf(asRoot)('root lends the server an account: postgres where there is one, else nobody', () => {
  expect(serverAccount(folder, passwd)).toMatchObject({ name: 'nobody', lent: true })
  const postgres = { name: 'postgres', uid: 101, gid: 104 }
  expect(serverAccount(folder, [...passwd, postgres])).toMatchObject({ name: 'postgres', uid: 101 })
})

test.runIf(asRoot)('root says what to do where no other account exists', () => {
  expect(() => serverAccount(folder, passwd.slice(0, 1))).toThrow(/refuses to run as root .* or set DATABASE_URL/)
})
