import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Permission } from '@/lib/core/permissions'
import { projectRoot } from '@/lib/root'
import type { Context } from './context'

export type Verb = ((context: Context, input: unknown) => Promise<unknown>) & { readonly permission: Permission }

type Definition = 'command' | 'query' | 'auditedQuery'

const FOLDER = join(projectRoot(), 'lib', 'services')

/** Every source file of the services with its text, tests left out. */
export const serviceFiles = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|(^|\/)testing/.test(path))
  .map((path) => ({ path, text: readFileSync(join(FOLDER, path), 'utf8') }))

/** How a verb is defined; `command.ts` and its like define the definitions. */
const DEFINITION = /^(export )?const (\w+)(?:: [^=]+)? = (command|query|auditedQuery)(?:<[^(]*>)?\(/gm

export const definedVerbs = serviceFiles.flatMap(({ path, text }) =>
  [...text.matchAll(DEFINITION)].map(([, exported, name = '', by]) => ({
    ...{ path, name, exported: exported !== undefined },
    // The pattern names no other.
    by: by as Definition,
  })),
)

/** The exported verbs that are defined so, each under its file and name; those of these files however they are defined. */
export async function readVerbs(
  by: readonly Definition[],
  paths: readonly string[] = [],
): Promise<(readonly [name: string, verb: Verb])[]> {
  const verbs: (readonly [string, Verb])[] = []
  for (const { path, name, exported, by: own } of definedVerbs) {
    if (!exported || !(by.includes(own) || paths.includes(path))) continue
    const module: Record<string, unknown> = await import(/* @vite-ignore */ join(FOLDER, path))
    // Named by the definition itself.
    verbs.push([`${path} ${name}`, module[name] as Verb])
  }
  return verbs
}
