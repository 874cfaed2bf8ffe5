import { resolve } from 'node:path'
import { z } from 'zod'
import { projectRoot } from './root'
import { StartupError } from './startup-error'

/** Everything that is set from outside, parsed once. The only place that reads environment variables. */
export interface Environment {
  /** Unset: the embedded Postgres in the data directory. */
  readonly databaseUrl: string | undefined
  /** Absolute. Holds the embedded Postgres and generated secrets. */
  readonly dataDirectory: string
  /** The address console and data plane listen on. */
  readonly host: string
  readonly consolePort: number
  readonly apiPort: number
  /** As people and applications reach them, without a trailing slash. */
  readonly consoleUrl: string
  readonly apiUrl: string
  readonly secrets: SecretVariables
  /** Null: no mails are sent. */
  readonly mail: MailSettings | null
  /** Addresses and networks of proxies whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[]
  /** Whether the worker writes the audit to standard output as well, for another system to collect. */
  readonly auditLog: boolean
  /** Whether a database with a movable clock may be used: tests and demo history. */
  readonly testClock: boolean
}

/** How mails leave. */
export interface MailSettings {
  /** `smtp://user:password@host:587`, or `smtps://` for TLS from the first byte. */
  readonly smtpUrl: string
  /** The address mails come from. */
  readonly from: string
}

/** The three secrets as they are written in the environment, or undefined where they are not. */
export interface SecretVariables {
  readonly issuerKeys: string | undefined
  readonly peppers: string | undefined
  readonly sessionSecret: string | undefined
}

type Source = Readonly<Record<string, string | undefined>>

let parsed: Environment | undefined

/** The environment of this process. Throws StartupError naming the variable and what to write there. */
export function environment(): Environment {
  parsed ??= readEnvironment(process.env)
  return parsed
}

/** Parses a set of variables; empty ones count as unset. */
export function readEnvironment(source: Source): Environment {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim()))
  const result = variables.safeParse(filled)
  if (!result.success) throw explain(result.error)
  const values = result.data
  return {
    databaseUrl: values.DATABASE_URL,
    dataDirectory: resolve(projectRoot(), values.ASSAY_DATA_DIR),
    host: values.ASSAY_HOST,
    consolePort: values.ASSAY_CONSOLE_PORT,
    apiPort: values.ASSAY_API_PORT,
    consoleUrl: values.ASSAY_CONSOLE_URL ?? `http://localhost:${values.ASSAY_CONSOLE_PORT}`,
    apiUrl: values.ASSAY_API_URL ?? `http://localhost:${values.ASSAY_API_PORT}`,
    secrets: {
      issuerKeys: values.ASSAY_ISSUER_KEYS,
      peppers: values.ASSAY_PEPPERS,
      sessionSecret: values.ASSAY_SESSION_SECRET,
    },
    mail: mailSettings(values.ASSAY_SMTP_URL, values.ASSAY_MAIL_FROM),
    trustedProxies: values.ASSAY_TRUSTED_PROXY,
    auditLog: values.ASSAY_AUDIT_LOG,
    testClock: values.ASSAY_TEST_CLOCK,
  }
}

function mailSettings(smtpUrl: string | undefined, from: string | undefined): MailSettings | null {
  if (smtpUrl === undefined && from === undefined) return null
  if (smtpUrl !== undefined && from !== undefined) return { smtpUrl, from }
  throw new StartupError('ASSAY_SMTP_URL and ASSAY_MAIL_FROM belong together: set both, or neither')
}

/** Everything this process was given, changed by `changes` (undefined removes), for a child process. */
export function childEnvironment(changes: Source): NodeJS.ProcessEnv {
  return { ...process.env, ...changes }
}

/** Whether this process runs as a script of package.json. */
export function startedByNpm(): boolean {
  return process.env.npm_lifecycle_event !== undefined
}

/** Sets variables that libraries read from this process' environment (next-auth its URL and secret). */
export function setEnvironment(changes: Readonly<Record<string, string>>): void {
  Object.assign(process.env, changes)
  parsed = undefined
}

const port = z.coerce.number().int().min(1).max(65_535)
const httpUrl = z
  .url({ protocol: /^https?$/ })
  .pipe(z.string().regex(/^[^:]+:\/\/[^/?#]+\/?$/))
  .transform((text) => new URL(text).origin)
const postgresUrl = z.url({ protocol: /^postgres(ql)?$/ })

const network = /^[0-9a-fA-F:.]+(\/\d{1,3})?$/
const networks = z
  .string()
  .transform((text) => text.split(',').map((part) => part.trim()))
  .refine((parts) => parts.every((part) => network.test(part)))

const yesOrNo = z
  .enum(['0', '1'])
  .transform((text) => text === '1')
  .default(false)

const variables = z.object({
  DATABASE_URL: postgresUrl.optional(),
  ASSAY_DATA_DIR: z.string().default('.assay/data'),
  ASSAY_HOST: z.string().default('127.0.0.1'),
  ASSAY_CONSOLE_PORT: port.default(3000),
  ASSAY_API_PORT: port.default(3001),
  ASSAY_CONSOLE_URL: httpUrl.optional(),
  ASSAY_API_URL: httpUrl.optional(),
  ASSAY_ISSUER_KEYS: z.string().optional(),
  ASSAY_PEPPERS: z.string().optional(),
  ASSAY_SESSION_SECRET: z.string().min(32).optional(),
  ASSAY_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  ASSAY_MAIL_FROM: z
    .string()
    .trim()
    .max(254)
    .regex(/^[^\s@<>,;:"\\]+@[^\s@<>,;:"\\]+$/)
    .optional(),
  ASSAY_TRUSTED_PROXY: networks.default([]),
  ASSAY_AUDIT_LOG: yesOrNo,
  ASSAY_TEST_CLOCK: yesOrNo,
})

const REMEDIES: Readonly<Record<keyof typeof variables.shape, string>> = {
  DATABASE_URL: 'write postgres://user:password@host:5432/database, or leave it out for the embedded Postgres',
  ASSAY_DATA_DIR: 'write the path of a directory',
  ASSAY_HOST: 'write the address to listen on, such as 127.0.0.1 or 0.0.0.0',
  ASSAY_CONSOLE_PORT: 'write a port between 1 and 65535',
  ASSAY_API_PORT: 'write a port between 1 and 65535',
  ASSAY_CONSOLE_URL: 'write the address people open, such as https://assay.example.org, without a path',
  ASSAY_API_URL: 'write the address applications call, such as https://assay-api.example.org, without a path',
  ASSAY_ISSUER_KEYS: 'take the line that `npx assay secrets` prints',
  ASSAY_PEPPERS: 'take the line that `npx assay secrets` prints',
  ASSAY_SESSION_SECRET: 'write at least 32 characters, such as the line that `npx assay secrets` prints',
  ASSAY_SMTP_URL: 'write the mail server as smtp://user:password@mail.example.org:587, or smtps:// with port 465',
  ASSAY_MAIL_FROM: 'write the bare address mails come from, such as no-reply@example.org',
  ASSAY_TRUSTED_PROXY: 'write addresses or networks with commas between, such as 10.0.0.0/8,::1',
  ASSAY_AUDIT_LOG: 'write 1, or leave it out',
  ASSAY_TEST_CLOCK: 'write 1, or leave it out',
}

// The value itself is not repeated: it may be a secret.
function explain(error: z.ZodError): StartupError {
  const names = [...new Set(error.issues.map((issue) => String(issue.path[0])))]
  const sentences = names.map((name) => `${name} is not usable: ${remedy(name)}`)
  return new StartupError(sentences.join('; '))
}

function remedy(name: string): string {
  return Object.entries(REMEDIES).find(([key]) => key === name)?.[1] ?? 'correct it'
}
