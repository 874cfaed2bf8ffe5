import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test, vi } from 'vitest'
import { consoleWorld } from '@/lib/auth/testing'
import { projectRoot } from '@/lib/root'

vi.mock('next/headers', () => import('@/lib/auth/testing-request'))
vi.mock('next/cache', () => ({ revalidatePath: vi.fn() }))
vi.mock('@/lib/console-services', () => import('@/lib/auth/testing-request'))
vi.mock('@/lib/auth/door-settings', async () => {
  const { consoleServices } = await import('@/lib/auth/testing-request')
  const secret = 'a secret of at least thirty-two characters'
  return { doorSettings: () => ({ services: consoleServices(), consoleUrl: 'http://localhost:3000', secret }) }
})

type Action = (...sent: unknown[]) => Promise<unknown>

const ROOT = projectRoot()
const files = ['app', 'components', 'lib']
  .flatMap((top) => readdirSync(join(ROOT, top), { recursive: true, encoding: 'utf8' }).map((path) => `${top}/${path}`))
  .filter((path) => /\.tsx?$/.test(path) && /^'use server'$/m.test(readFileSync(join(ROOT, path), 'utf8')))

const actions: (readonly [string, Action])[] = []
for (const path of files) {
  const module: Record<string, unknown> = await import(/* @vite-ignore */ join(ROOT, path))
  // Whatever such a file exports can be called from outside: Next takes functions only.
  for (const [name, action] of Object.entries(module)) actions.push([`${path} ${name}`, action as Action])
}

/** What React makes of an argument that only the browser can read: whoever looks into it gets an error. */
const unreadable = new Proxy(() => undefined, {
  get(_, member) {
    throw new Error(`Attempted to read ${String(member)} of what only the browser knows`)
  },
})

/** As `useActionState` sends a form, its state before it; and as anything else is sent. */
const SENT: readonly (readonly [string, readonly unknown[]])[] = [
  ['nothing', []],
  ...[null, 'text', 10n, [], {}, new FormData(), unreadable].flatMap((each): [string, unknown[]][] => [
    [`${kindOf(each)} alone`, [each]],
    [`${kindOf(each)} as a form`, [null, each]],
  ]),
]

function kindOf(sent: unknown): string {
  if (sent === unreadable) return 'what cannot be read'
  return typeof sent === 'object' && sent !== null ? `a ${sent.constructor.name}` : `${typeof sent} ${String(sent)}`
}

const world = await consoleWorld()
const tokens = new Map<string, string | null>([['nobody', null]])

beforeAll(async () => {
  tokens.set('an owner', (await world.signedIn('owner')).token)
})

/** Next's own way to lead on, and to say that there is nothing. */
function isOfNext(error: unknown): boolean {
  const digest = error instanceof Error && 'digest' in error ? String(error.digest) : ''
  return digest.startsWith('NEXT_REDIRECT;') || digest === 'NEXT_HTTP_ERROR_FALLBACK;404'
}

async function answerTo(action: Action, sent: readonly unknown[]): Promise<unknown> {
  try {
    return (await action(...sent)) ?? 'answered'
  } catch (error) {
    return isOfNext(error) ? 'led on' : { thrown: String(error) }
  }
}

test('every file of server actions is found', () => {
  expect(files.length).toBeGreaterThan(25)
  expect(actions.length).toBeGreaterThan(70)
  for (const [name, action] of actions) expect(typeof action, name).toBe('function')
})

/** Whoever has signed out acts no more. */
const last = actions.toSorted(([a], [b]) => Number(a.endsWith(' signOut')) - Number(b.endsWith(' signOut')))

describe.each(last)('%s', (_, action) => {
  test.each(['nobody', 'an owner'])('answers %s whatever is sent, and never as a defect', async (who) => {
    world.comeAs(tokens.get(who) ?? null)
    const answers = await Promise.all(SENT.map(async ([kind, sent]) => [kind, await answerTo(action, sent)] as const))
    for (const [kind, answer] of answers) {
      expect(answer, kind).not.toHaveProperty('thrown')
      if (!kind.startsWith(kindOf(unreadable))) expect(answer, kind).not.toHaveProperty('error.code', 'internal')
    }
  })
})
