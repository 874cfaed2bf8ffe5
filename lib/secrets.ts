import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { z } from 'zod'
import type { Keyring } from './crypto/keyring'
import type { Environment, SecretVariables } from './env'
import { errorCode, errorMessage, StartupError } from './startup-error'

/** What an installation must never lose nor show: lost keys make every token unknown, shown ones make them forgeable. */
export interface Secrets {
  readonly keyring: Keyring
  /** Signs what next-auth and the console's own links need signed. */
  readonly sessionSecret: string
}

const KEY_BYTES = 32

/**
 * The secrets: each from its environment variable, else from `secrets.json` in the data directory. Throws StartupError where
 * one is in neither, or is written wrongly.
 */
export function loadSecrets({ secrets, dataDirectory }: Pick<Environment, 'secrets' | 'dataDirectory'>): Secrets {
  const file = readSecretsFile(dataDirectory)
  const pick = (name: keyof SecretVariables) => secrets[name] ?? file?.[name]
  const [issuerKeys, peppers, sessionSecret] = [pick('issuerKeys'), pick('peppers'), pick('sessionSecret')]
  if (!issuerKeys || !peppers || !sessionSecret) throw missing({ issuerKeys, peppers, sessionSecret })
  return { keyring: parseKeyring(issuerKeys, peppers), sessionSecret }
}

/** Whether the environment or the data directory hold all secrets. */
export function hasSecrets({ secrets, dataDirectory }: Pick<Environment, 'secrets' | 'dataDirectory'>): boolean {
  return (
    Object.values({ ...readSecretsFile(dataDirectory), ...definedOf(secrets) }).length === Object.keys(NAMES).length
  )
}

/** Generates the secrets of a new installation into its data directory, readable by this user only. Keeps what is there. */
export function createSecretsFile(dataDirectory: string): void {
  const path = secretsFile(dataDirectory)
  if (existsSync(path)) return
  const unfinished = `${path}.${process.pid}`
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
  writeFileSync(unfinished, `${JSON.stringify(generateSecrets(), null, 2)}\n`, { mode: 0o600 })
  renameSync(unfinished, path)
}

/** A fresh set, as environment variables. */
export function generateSecrets(): Record<(typeof NAMES)[keyof SecretVariables], string> {
  return {
    ASSAY_ISSUER_KEYS: `0A:${randomBytes(KEY_BYTES).toString('base64')}`,
    ASSAY_PEPPERS: `1:${randomBytes(KEY_BYTES).toString('base64')}`,
    ASSAY_SESSION_SECRET: randomBytes(KEY_BYTES).toString('base64url'),
  }
}

/** Parses `<id>:<base64 of 32 bytes>` lists; the last of each is the current one. Throws StartupError naming the variable. */
export function parseKeyring(issuerKeys: string, peppers: string): Keyring {
  const keys = parseList(NAMES.issuerKeys, issuerKeys, /^[0-9A-Za-z]{2}$/)
  const versions = parseList(NAMES.peppers, peppers, /^[1-9]\d{0,8}$/)
  return {
    issuerKeys: new Map(keys),
    currentIssuerKeyId: keys.at(-1)?.[0] ?? '',
    peppers: new Map(versions.map(([version, bytes]) => [Number(version), bytes])),
    currentPepperVersion: Number(versions.at(-1)?.[0]),
  }
}

const NAMES = {
  issuerKeys: 'ASSAY_ISSUER_KEYS',
  peppers: 'ASSAY_PEPPERS',
  sessionSecret: 'ASSAY_SESSION_SECRET',
} as const satisfies Record<keyof SecretVariables, string>

const fileSchema = z.object({
  ASSAY_ISSUER_KEYS: z.string(),
  ASSAY_PEPPERS: z.string(),
  ASSAY_SESSION_SECRET: z.string().min(32),
})

function readSecretsFile(dataDirectory: string): Record<keyof SecretVariables, string> | undefined {
  const path = secretsFile(dataDirectory)
  try {
    const file = fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')))
    return { issuerKeys: file.ASSAY_ISSUER_KEYS, peppers: file.ASSAY_PEPPERS, sessionSecret: file.ASSAY_SESSION_SECRET }
  } catch (cause) {
    if (errorCode(cause) === 'ENOENT') return undefined
    const reason = cause instanceof SyntaxError || cause instanceof z.ZodError ? 'damaged' : errorMessage(cause)
    throw new StartupError(`${path} cannot be read (${reason}): restore it from a backup, every token depends on it`)
  }
}

function secretsFile(dataDirectory: string): string {
  return join(dataDirectory, 'secrets.json')
}

function definedOf(secrets: SecretVariables): Partial<Record<keyof SecretVariables, string>> {
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== undefined))
}

function missing(found: SecretVariables): StartupError {
  const names = Object.entries(NAMES).filter(
    ([name]) => !Object.entries(found).some(([key, value]) => key === name && value),
  )
  return new StartupError(
    `${names.map(([, variable]) => variable).join(', ')} must be set with DATABASE_URL: run \`npx assay secrets\` once and set what it prints for every process`,
  )
}

function parseList(variable: string, text: string, id: RegExp): [string, Buffer][] {
  const entries = text.split(',').map((entry): [string, Buffer] => {
    const [name = '', encoded = ''] = entry.trim().split(':')
    return [name, Buffer.from(encoded, 'base64')]
  })
  const wrong = entries.some(([name, bytes]) => !id.test(name) || bytes.length !== KEY_BYTES)
  const repeated = new Set(entries.map(([name]) => name)).size !== entries.length
  if (!wrong && !repeated) return entries
  throw new StartupError(
    `${variable} is not usable: write <id>:<base64 of ${KEY_BYTES} bytes>, each id once, with commas between, as \`npx assay secrets\` prints it`,
  )
}
