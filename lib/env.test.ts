import { isAbsolute } from 'node:path'
import { expect, test } from 'vitest'
import { readEnvironment } from './env'

test('nothing has to be set', () => {
  const environment = readEnvironment({})
  expect(environment).toMatchObject({
    databaseUrl: undefined,
    host: '127.0.0.1',
    consolePort: 3000,
    apiPort: 3001,
    consoleUrl: 'http://localhost:3000',
    apiUrl: 'http://localhost:3001',
    trustedProxies: [],
    auditLog: false,
    testClock: false,
  })
  expect(isAbsolute(environment.dataDirectory)).toBe(true)
})

test('an empty variable counts as unset', () => {
  expect(readEnvironment({ DATABASE_URL: '', ASSAY_CONSOLE_PORT: ' ' })).toMatchObject({
    databaseUrl: undefined,
    consolePort: 3000,
  })
})

test('urls follow the ports, and their own variables win', () => {
  expect(readEnvironment({ ASSAY_API_PORT: '4001' }).apiUrl).toBe('http://localhost:4001')
  expect(readEnvironment({ ASSAY_API_PORT: '4001', ASSAY_API_URL: 'https://api.example.org/' }).apiUrl).toBe(
    'https://api.example.org',
  )
})

test.each([
  ['DATABASE_URL', 'mysql://localhost/x'],
  ['DATABASE_URL', 'localhost:5432'],
  ['ASSAY_CONSOLE_PORT', '0'],
  ['ASSAY_API_PORT', '70000'],
  ['ASSAY_API_PORT', 'http'],
  ['ASSAY_CONSOLE_URL', 'console.internal'],
  ['ASSAY_CONSOLE_URL', 'https://example.org/assay'],
  ['ASSAY_API_URL', 'ftp://example.org'],
  ['ASSAY_SESSION_SECRET', 'short'],
  ['ASSAY_TRUSTED_PROXY', 'my-proxy'],
  ['ASSAY_AUDIT_LOG', 'yes'],
  ['ASSAY_TEST_CLOCK', 'yes'],
])('%s=%s is refused by name, without repeating the value', (name, value) => {
  const read = () => readEnvironment({ [name]: value })
  expect(read).toThrow(new RegExp(`^${name} is not usable: (write|take) `))
  if (value.length > 4) expect(read).not.toThrow(value)
})

test('several wrong variables are named in one line', () => {
  expect(() => readEnvironment({ ASSAY_API_PORT: 'a', DATABASE_URL: 'b' })).toThrow(
    /^DATABASE_URL is not usable: [^\n]*; ASSAY_API_PORT is not usable: [^\n]*$/,
  )
})
