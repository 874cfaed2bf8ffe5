import { sql } from 'drizzle-orm'
import type { Database } from '@/db/client'
import type { Cutoff, Environment, Kind } from '@/lib/core/credential'
import type { Instant, Interval } from '@/lib/core/instant'
import type { PolicyVersion } from '@/lib/core/policy'
import { type ConfigRows, loadConfigRows, readConfigRows } from './config-rows'
import type { Reader } from './transaction'

/** An application with the stretches it was disabled and the cutoffs that concern all of it. */
export interface ConfiguredApplication {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly environment: Environment
  readonly directory: string
  readonly signInUrl: string | null
  /** The language its people are spoken to in where they ask for none; null for the installation's own. */
  readonly language: string | null
  readonly disabled: readonly Interval[]
  readonly cutoffs: readonly Cutoff[]
}

/** What a process may remember between requests. It is true at `epoch` and at no other. */
export interface Config {
  readonly epoch: number
  readonly applications: ReadonlyMap<string, ConfiguredApplication>
  readonly issuerKeys: ReadonlyMap<string, string>
  readonly peppers: ReadonlyMap<number, string>
  /** Every version that applies to a kind of an application: its own and the installation's. */
  policiesFor(applicationId: string, kind: Kind): readonly PolicyVersion[]
  /** A version by its id, for evidence that names it. */
  policyById(versionId: string | null): PolicyVersion | null
}

/** Config by epoch: the hot statement returns the store's epoch, and what is remembered is used only when it is the same. */
export interface ConfigCache {
  /** The config of exactly this epoch or of a newer one. */
  at(epoch: number): Promise<Config>
  /** The config as it is now: one small statement asks for the epoch first. */
  current(): Promise<Config>
  /** The config as this transaction sees it, through its own connection: a second one could wait for the first for ever. */
  within(tx: Reader): Promise<Config>
}

/** A cache over one process's pool; config is loaded on first need and again whenever the epoch has moved. */
export function createConfigCache(db: Database): ConfigCache {
  let held: Config | null = null
  let loading: Promise<Config> | null = null
  const load = () => {
    loading ??= loadConfig(db).then(
      (config) => {
        held = config
        loading = null
        return config
      },
      (error: unknown) => {
        loading = null
        throw error
      },
    )
    return loading
  }
  const at = async (epoch: number): Promise<Config> => {
    if (held !== null && held.epoch === epoch) return held
    const config = await load()
    return config.epoch < epoch ? load() : config
  }
  const within = async (tx: Reader): Promise<Config> => {
    const epoch = await currentEpoch(tx)
    return held !== null && held.epoch === epoch ? held : loadWithin(tx)
  }
  return { at, current: async () => at(await currentEpoch(db)), within }
}

/** Each statement of a transaction may see newer commits: read again until all of it belongs to one epoch. */
async function loadWithin(tx: Reader): Promise<Config> {
  const config = toConfig(await readConfigRows(tx))
  return (await currentEpoch(tx)) === config.epoch ? config : loadWithin(tx)
}

async function currentEpoch(db: Reader): Promise<number> {
  const { rows } = await db.execute<{ epoch: number }>(sql`select epoch::float8 as epoch from config_epoch`)
  const epoch = rows[0]?.epoch
  if (epoch === undefined) throw new Error('config_epoch has no row: the database is not migrated')
  return epoch
}

async function loadConfig(db: Database): Promise<Config> {
  return toConfig(await loadConfigRows(db))
}

function toConfig(rows: ConfigRows): Config {
  const applications = new Map(rows.applications.map((row) => [row.id, configured(row, rows)]))
  const policies = new Map<string, readonly PolicyVersion[]>()
  return {
    epoch: rows.epoch,
    applications,
    issuerKeys: new Map(rows.issuerKeys.map((key) => [key.id, key.fingerprint])),
    peppers: new Map(rows.peppers.map((pepper) => [pepper.version, pepper.fingerprint])),
    policiesFor(applicationId, kind) {
      const key = `${applicationId} ${kind}`
      const known = policies.get(key) ?? versionsFor(rows, applicationId, kind)
      policies.set(key, known)
      return known
    },
    policyById(versionId) {
      const row = rows.policies.find((each) => each.id === versionId)
      return row === undefined ? null : toVersion(row)
    },
  }
}

function configured(row: ConfigRows['applications'][number], rows: ConfigRows): ConfiguredApplication {
  const disabled = rows.disablings.filter((each) => each.targetId === row.id).map(interval)
  const cutoffs = rows.cutoffs
    .filter((each) => each.applicationId === null || each.applicationId === row.id)
    .map(({ applicationId, ...each }) => ({
      ...each,
      scope: applicationId === null ? ('installation' as const) : ('application' as const),
    }))
  return { ...row, disabled, cutoffs }
}

function interval(row: { from: Instant; until: Instant | null; by: string; note: string | null }): Interval {
  return { from: row.from, until: row.until, by: row.by, note: row.note }
}

function versionsFor(rows: ConfigRows, applicationId: string, kind: Kind): PolicyVersion[] {
  return rows.policies
    .filter((row) => row.kind === kind && (row.applicationId === null || row.applicationId === applicationId))
    .map(toVersion)
}

function toVersion({ applicationId, kind: _kind, ...version }: ConfigRows['policies'][number]): PolicyVersion {
  return { ...version, scope: applicationId === null ? 'installation' : 'application' }
}
