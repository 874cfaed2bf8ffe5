import { afterAll } from 'vitest'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { SILENT_LOG } from '@/lib/log'
import type { TestWorld } from '@/lib/services/testing'
import { ASSAY_ID, type TestApplication } from '@/lib/services/testing-rows'
import { type StartOptions, startApi } from './server'

/** An answer as a test reads it. */
export interface TestAnswer {
  readonly status: number
  readonly headers: Headers
  readonly text: string
  /** The body as JSON; undefined when it is none. */
  readonly json: ReturnType<typeof JSON.parse>
}

export interface TestCall {
  readonly key?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as a form when it is one, else as JSON. */
  readonly body?: unknown
}

export interface TestApi {
  readonly url: string
  readonly port: number
  /** A service key of the world's shop, with every scope. */
  readonly key: string
  readonly call: (method: string, path: string, call?: TestCall) => Promise<TestAnswer>
  readonly close: () => Promise<void>
}

/** Starts the data plane of a test world on a free port, silent, with the rights it has in production. Ends with the file. */
export async function startTestApi(world: TestWorld, options: Partial<StartOptions> = {}): Promise<TestApi> {
  const running = await startApi({
    port: 0,
    host: '127.0.0.1',
    services: world.services.api,
    log: SILENT_LOG,
    ...options,
  })
  const url = `http://127.0.0.1:${running.port}`
  const key = await issueServiceKey(world, world.shop)
  let open = true
  const close = async () => {
    if (open) await running.close()
    open = false
  }
  afterAll(close)
  return {
    url,
    port: running.port,
    key,
    close,
    call: (method, path, call = {}) => request(url, key, method, path, call),
  }
}

/** A key with which an application calls the data plane; all scopes by default. */
export async function issueServiceKey(
  world: TestWorld,
  application: TestApplication,
  scopes: readonly string[] = CALLER_SCOPES,
): Promise<string> {
  const subject = await world.subject(ASSAY, { type: 'service', represents: application.id })
  const { token } = await world.issue(ASSAY, subject, { kind: 'api_key', name: 'Service key', scopes })
  return token
}

/** Assay itself as an application: service keys are its keys. */
export const ASSAY: TestApplication = {
  id: ASSAY_ID,
  slug: 'assay',
  name: 'Assay',
  environment: 'live',
  directory: 'operators',
}

async function request(url: string, key: string, method: string, path: string, call: TestCall): Promise<TestAnswer> {
  const headers = new Headers(call.headers)
  if (call.key !== null && !headers.has('authorization')) headers.set('authorization', `Bearer ${call.key ?? key}`)
  const response = await fetch(`${url}${path}`, { method, ...bodyOf(call, headers), headers })
  const text = await response.text()
  return { status: response.status, headers: response.headers, text, json: jsonOf(text) }
}

function bodyOf({ body }: TestCall, headers: Headers): { body?: string } {
  if (body === undefined) return {}
  const form = body instanceof URLSearchParams
  if (!headers.has('content-type')) {
    headers.set('content-type', form ? 'application/x-www-form-urlencoded' : 'application/json')
  }
  return { body: form || typeof body === 'string' ? String(body) : JSON.stringify(body) }
}

function jsonOf(text: string): ReturnType<typeof JSON.parse> {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
