import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/lib/root'

/** Any id will do where none must answer. */
export const SOME_ID = '0199a0aa-0000-7000-8000-000000000000'

export interface BuiltAction {
  readonly id: string
  /** `app/(console)/policies/actions.ts change`. */
  readonly name: string
  /** A page that knows it. */
  readonly path: string
}

/** Every page and route of the build, as an address. What is added later is in the list by itself. */
export function builtPaths(): { readonly pages: string[]; readonly open: string[]; readonly routes: string[] } {
  const entries = Object.keys(read('app-paths-manifest.json')).filter((entry) => entry.startsWith('/'))
  const under = (prefix: string, suffix: string) =>
    entries.filter((entry) => entry.startsWith(prefix) && entry.endsWith(suffix)).map(addressOf)
  const open = entries.filter((entry) => entry.endsWith('/page') && !/^\/(\(console\)|_)/.test(entry)).map(addressOf)
  return { pages: under('/(console)/', '/page'), open, routes: under('/api/console/', '/route') }
}

/** Every server action of the build. */
export function builtActions(): BuiltAction[] {
  const { node } = read<{ node: Record<string, Reference> }>('server-reference-manifest.json')
  return Object.entries(node).map(([id, { workers, filename, exportedName }]) => ({
    id,
    name: `${filename} ${exportedName}`,
    path: addressOf(Object.keys(workers)[0]?.replace(/^app/, '') ?? '/page'),
  }))
}

/** The page behind an address: `/keys/0199a0aa-…?open=1` → `/keys/[id]`. */
export function pageOf(address: string): string {
  const { pathname } = new URL(address, 'http://localhost')
  return pathname.replace(/\/([0-9a-f-]{36}|req_[0-9A-Za-z]{22})(?=\/|$)/g, '/[id]')
}

/** The id in an address. */
export function idIn(address: string): string {
  return /[0-9a-f]{8}-[0-9a-f-]{27}/.exec(address)?.[0] ?? ''
}

interface Reference {
  readonly workers: Readonly<Record<string, unknown>>
  readonly filename: string
  readonly exportedName: string
}

function read<T extends object>(name: string): T {
  return JSON.parse(readFileSync(join(projectRoot(), '.next', 'server', name), 'utf8'))
}

/** "/(console)/keys/[id]/page" → "/keys/0199a0aa-…". */
function addressOf(entry: string): string {
  const path = entry
    .replace(/\/(page|route)$/, '')
    .replace(/\/\([^)]+\)/g, '')
    .replace(/\[[^\]]+\]/g, SOME_ID)
  return path === '' ? '/' : path
}
