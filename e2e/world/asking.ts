import { bindingsGive, type Permission, ROLES, type RoleBinding } from '@/lib/core/permissions'
import type { Role } from './fixtures'
import type { BuiltAction } from './manifest'

/** One operator of each role, and the one of another application. */
export const EVERYBODY: readonly Role[] = [...ROLES, 'elsewhere']

/** The roles the world gave them. Which application is not asked here: only whether there is one. */
export function bindingsOf(who: Role): RoleBinding[] {
  return who === 'elsewhere' ? [{ role: 'operator', applicationId: 'Warehouse' }] : [{ role: who, applicationId: null }]
}

/** Who is refused where a line of the table is asked for. */
export function refusedBy(permission: Permission): Role[] {
  return EVERYBODY.filter((who) => !bindingsGive(bindingsOf(who), permission))
}

interface Answer {
  readonly status: number
  readonly text: string
}

/** Asks them at once; what `ask` answers, by who asked. */
export async function askAll(
  asking: readonly Role[],
  ask: (who: Role) => Promise<Answer>,
): Promise<ReadonlyMap<Role, Answer>> {
  return new Map(await Promise.all(asking.map(async (who) => [who, await ask(who)] as const)))
}

/** Who was refused, and by which line of the table: a refusal names it. */
export function refusalsIn(answers: ReadonlyMap<Role, Answer>): { who: Role[]; lines: Permission[] } {
  const named = [...answers].flatMap(([who, { text }]) => {
    const line = /may not do this \(([a-z_.]+)\)/.exec(text)?.[1]
    return line === undefined ? [] : [{ who, line: line as Permission }]
  })
  return { who: named.map(({ who }) => who), lines: [...new Set(named.map(({ line }) => line))] }
}

export interface Caller {
  readonly cookie?: string
  /** This console's own unless given; null sends none. */
  readonly origin?: string | null
  /** What the action is given; `{}`, which no verb takes that takes anything. */
  readonly input?: unknown
}

/** Calls a server action as a page does, without one. */
export async function callAction(
  consoleUrl: string,
  { id, path }: BuiltAction,
  { cookie, origin = consoleUrl, input = {} }: Caller,
): Promise<Answer> {
  const headers = { 'next-action': id, 'content-type': 'text/plain;charset=UTF-8', accept: 'text/x-component' }
  const response = await fetch(consoleUrl + path, {
    method: 'POST',
    redirect: 'manual',
    headers: { ...headers, ...(origin !== null && { origin }), ...(cookie !== undefined && { cookie }) },
    body: JSON.stringify([input]),
  })
  return { status: response.status, text: await response.text() }
}

/** Asks for a page or a route. */
export async function get(url: string, cookie: string): Promise<Answer> {
  const response = await fetch(url, { redirect: 'manual', headers: { cookie } })
  return { status: response.status, text: await response.text() }
}
