import type { Database } from '@/db/client'
import type { Environment, Kind, SubjectType } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import { createConvoy } from './convoy'

/** A live credential as the hot statement returns it. */
export interface LeanRow {
  readonly id: string
  readonly selector: string
  readonly digest: Buffer
  readonly pepper_version: number
  readonly environment: Environment
  readonly kind: Kind
  readonly application_id: string
  readonly subject_id: string
  readonly family_id: string
  readonly generation: number
  readonly scopes: readonly string[]
  readonly allowed_addresses: readonly string[]
  readonly signed_in_at: Instant
  readonly issued_at: Instant
  readonly not_before: Instant | null
  readonly expires_at: Instant | null
  readonly overlap_until: Instant | null
  readonly successor_id: string | null
  readonly suspended_from: Instant | null
  readonly suspended_until: Instant | null
  readonly last_used_at: Instant
  readonly external_id: string
  readonly subject_type: SubjectType
  readonly subject_name: string | null
  readonly subject_email: string | null
  readonly represents_application_id: string | null
  readonly disabled_from: Instant | null
  readonly cutoff_at: Instant | null
}

/** One snapshot of the store: its clock, its epoch and what it knows of the selectors asked for. */
export interface LeanReading {
  readonly now: Instant
  readonly epoch: number
  readonly rows: readonly LeanRow[]
}

/** Reads the live credentials of a caller and a token at one snapshot, begun after the question. */
export type LeanReader = (selectors: readonly string[]) => Promise<LeanReading>

/** A statement takes less than a millisecond: more lanes only make smaller convoys of the same requests. */
const CONVOY = { lanes: 4, seats: 100 }

/**
 * Reads for requests that arrive together in one statement: measured at three times the verifications a second, because
 * starting a statement costs more than the rows it finds.
 */
export function createLeanReader(db: Database): LeanReader {
  const read = createConvoy((asked: readonly (readonly string[])[]) => readLean(db, new Set(asked.flat())), CONVOY)
  return async (selectors) => {
    const { now, epoch, rows } = await read(selectors)
    return { now, epoch, rows: selectors.flatMap((selector) => rows.get(selector) ?? []) }
  }
}

/**
 * Callers, tokens, clock and epoch in one prepared statement: every active verdict reads the store, so a revoke that has
 * returned is seen by the next call on every node. Named, because planning would cost six to seven times the execution.
 */
async function readLean(db: Database, selectors: ReadonlySet<string>) {
  const { rows } = await db.$client.query<ReadingRow>({
    name: 'read_lean',
    text: READ_LEAN,
    values: [[...selectors]],
  })
  const [reading] = rows
  if (reading === undefined) throw new Error('config_epoch has no row: the database is not migrated')
  const { now, epoch, live } = reading
  return { now, epoch, rows: new Map(live?.map((row) => [row.selector, toRow(row)])) }
}

interface ReadingRow {
  readonly now: Instant
  readonly epoch: number
  readonly live: readonly JsonRow[] | null
}

/** JSON has no bytes. */
interface JsonRow extends Omit<LeanRow, 'digest'> {
  readonly digest: string
}

function toRow(row: JsonRow): LeanRow {
  return { ...row, digest: Buffer.from(row.digest, 'hex') }
}

const at = (column: string) => `(extract(epoch from ${column}) * 1000)::float8`

/**
 * The rows come as one JSON value: describing and parsing 29 columns each time was measured at half of the driver's work.
 */
const READ_LEAN = `
  select ${at('assay_now()')} as now, epoch::float8 as epoch, (select json_agg(lean) from (
    select l.credential_id as id, l.selector, encode(l.digest, 'hex') as digest, l.pepper_version, l.environment, l.kind,
           l.application_id, l.subject_id, l.family_id, l.generation, l.scopes, l.allowed_addresses, ${at('l.signed_in_at')} as signed_in_at,
           ${at('l.issued_at')} as issued_at, ${at('l.not_before')} as not_before, ${at('l.expires_at')} as expires_at,
           ${at('l.overlap_until')} as overlap_until, l.successor_id, ${at('l.suspended_from')} as suspended_from,
           ${at('l.suspended_until')} as suspended_until, ${at('l.last_used_at')} as last_used_at,
           s.external_id, s.type as subject_type, s.name as subject_name, s.email as subject_email, s.represents_application_id,
           (select ${at('d.from_at')} from disabling d
             where d.target_id = l.subject_id and d.until_at is null) as disabled_from,
           (select ${at('max(c.at)')} from cutoff c
             where c.subject_id = l.subject_id and (c.application_id is null or c.application_id = l.application_id)) as cutoff_at
      from credential_live l join subject s on s.id = l.subject_id
     where l.selector = any($1::text[])) lean) as live
    from config_epoch`
