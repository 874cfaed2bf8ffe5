import type { RoleName } from './client'

export type Right = 'SELECT' | 'INSERT' | 'UPDATE' | 'DELETE'
/** Rights of each process on one table. A process that is not named may do nothing with it. */
export type Grants = Readonly<Partial<Record<Process, readonly Right[]>>>
export type Process = 'console' | 'api' | 'worker'

export const ROLES: Readonly<Record<Process, RoleName>> = {
  console: 'assay_console',
  api: 'assay_api',
  worker: 'assay_worker',
}

/**
 * What each process may do with each table of the schema `public`; partitions are reached through their parent only.
 * Nobody may change or remove audit entries and seals; the data plane cannot write policies or operators.
 */
export const TABLE_GRANTS: Readonly<Record<string, Grants>> = {}

/** Who may call which function; by name, all its overloads. Trigger functions need no line here. */
export const FUNCTION_GRANTS: Readonly<Record<string, readonly Process[]>> = {
  assay_now: ['console', 'api', 'worker'],
}
