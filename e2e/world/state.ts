import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Role } from '@/lib/core/permissions'
import { projectRoot } from '@/lib/root'
import type { Installation } from './installation'

export interface Credentials {
  readonly name: string
  readonly email: string
  readonly password: string
}

/** The installation under test: what its tests need to know, handed from process to process in a file. */
export interface World extends Installation {
  readonly databaseUrl: string
  /** One of each role; `elsewhere` is an on-call operator of Warehouse alone. */
  readonly operators: Readonly<Record<Role | 'elsewhere', Credentials>>
  /** The key with which Storefront calls the data plane. */
  readonly serviceKey: string
}

const FILE = join(projectRoot(), '.assay', 'e2e', 'world.json')

export function saveWorld(world: Partial<World>): void {
  mkdirSync(dirname(FILE), { recursive: true })
  writeFileSync(FILE, JSON.stringify(world), { mode: 0o600 })
}

export function readWorld(): World {
  return JSON.parse(readFileSync(FILE, 'utf8'))
}
