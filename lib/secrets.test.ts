import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readEnvironment } from './env'
import { createSecretsFile, generateSecrets, hasSecrets, loadSecrets, parseKeyring } from './secrets'

const unset = readEnvironment({}).secrets
const key = (fill: number) => Buffer.alloc(32, fill).toString('base64')
let dataDirectory = ''

beforeEach(() => {
  dataDirectory = mkdtempSync(join(tmpdir(), 'assay-secrets-'))
})
afterEach(() => rmSync(dataDirectory, { recursive: true, force: true }))

test('generated secrets are kept, and readable by their owner only', () => {
  expect(hasSecrets({ secrets: unset, dataDirectory })).toBe(false)
  createSecretsFile(dataDirectory)
  const first = loadSecrets({ secrets: unset, dataDirectory })
  createSecretsFile(dataDirectory)
  expect(loadSecrets({ secrets: unset, dataDirectory })).toEqual(first)
  expect(hasSecrets({ secrets: unset, dataDirectory })).toBe(true)
  expect(statSync(join(dataDirectory, 'secrets.json')).mode & 0o777).toBe(0o600)
})

test('what is printed as a fresh set is accepted, and no two sets are equal', () => {
  const printed = generateSecrets()
  expect(printed).not.toEqual(generateSecrets())
  const { secrets } = readEnvironment(printed)
  const { keyring, sessionSecret } = loadSecrets({ secrets, dataDirectory })
  expect(keyring.issuerKeys.get(keyring.currentIssuerKeyId)).toHaveLength(32)
  expect(keyring.peppers.get(keyring.currentPepperVersion)).toHaveLength(32)
  expect(sessionSecret.length).toBeGreaterThanOrEqual(32)
})

test('the environment wins over the file, secret by secret', () => {
  createSecretsFile(dataDirectory)
  const secrets = { ...unset, peppers: `7:${key(7)}` }
  const { keyring } = loadSecrets({ secrets, dataDirectory })
  expect(keyring.currentPepperVersion).toBe(7)
  expect(keyring.currentIssuerKeyId).toBe('0A')
})

test('the last of several keys is the current one, the others stay known', () => {
  const keyring = parseKeyring(`0A:${key(1)},0B:${key(2)}`, `1:${key(3)}, 2:${key(4)}`)
  expect(keyring).toMatchObject({ currentIssuerKeyId: '0B', currentPepperVersion: 2 })
  expect(keyring.issuerKeys.get('0A')).toEqual(Buffer.alloc(32, 1))
  expect([...keyring.peppers.keys()]).toEqual([1, 2])
})

test('missing secrets are named in one line that says how to make them', () => {
  const load = () => loadSecrets({ secrets: { ...unset, peppers: `1:${key(1)}` }, dataDirectory })
  expect(load).toThrow(/^ASSAY_ISSUER_KEYS, ASSAY_SESSION_SECRET must be set .*npx assay secrets/)
})

test.each([
  ['ASSAY_ISSUER_KEYS', `0A:${key(1).slice(4)}`, `1:${key(1)}`],
  ['ASSAY_ISSUER_KEYS', `A:${key(1)}`, `1:${key(1)}`],
  ['ASSAY_ISSUER_KEYS', `0A:${key(1)},0A:${key(2)}`, `1:${key(1)}`],
  ['ASSAY_ISSUER_KEYS', '', `1:${key(1)}`],
  ['ASSAY_PEPPERS', `0A:${key(1)}`, `one:${key(1)}`],
  ['ASSAY_PEPPERS', `0A:${key(1)}`, `0:${key(1)}`],
  ['ASSAY_PEPPERS', `0A:${key(1)}`, key(1)],
])('%s is refused by name when it is written wrongly (%#)', (name, issuerKeys, peppers) => {
  expect(() => parseKeyring(issuerKeys, peppers)).toThrow(new RegExp(`^${name} is not usable`))
})

test('a damaged file is never replaced by new secrets', () => {
  writeFileSync(join(dataDirectory, 'secrets.json'), '{"ASSAY_PEPPERS":')
  expect(() => createSecretsFile(dataDirectory)).not.toThrow()
  expect(() => loadSecrets({ secrets: unset, dataDirectory })).toThrow(/damaged.*restore it from a backup/)
})
