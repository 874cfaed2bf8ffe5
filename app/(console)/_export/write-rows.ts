import { stringify } from 'csv-stringify/sync'
import type { ExportFormat } from '@/lib/core/lists'
import type { Cell, ExportRow } from './rows'
import type { ExportPage } from './tables'

export const EXPORT_TYPES: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv; charset=utf-8; header=present',
  jsonl: 'application/jsonl; charset=utf-8',
}

/**
 * The text of an export, page by page: CSV (RFC 4180, with a byte order mark, which spreadsheets need to read UTF-8) or one JSON
 * object a line. What a spreadsheet would take for a formula is written as text: names and user agents come from strangers.
 */
export async function* writeRows(
  format: ExportFormat,
  read: (cursor: string | null) => Promise<ExportPage>,
): AsyncGenerator<string> {
  let cursor: string | null = null
  let first = true
  do {
    const page: ExportPage = await read(cursor)
    yield format === 'csv' ? csv(page.rows, first) : jsonLines(page.rows)
    first = false
    cursor = page.nextCursor
  } while (cursor !== null)
}

function csv(rows: readonly ExportRow[], first: boolean): string {
  return stringify(rows.map(flat), { header: first, bom: first, escape_formulas: true, record_delimiter: 'windows' })
}

function jsonLines(rows: readonly ExportRow[]): string {
  return rows.map((row) => `${JSON.stringify(mapCells(row, written))}\n`).join('')
}

function flat(row: ExportRow): Record<string, Cell> {
  return mapCells(row, (name, cell) => {
    const value = written(name, cell)
    if (Array.isArray(value)) return value.join(' ')
    return typeof value === 'object' && value !== null ? JSON.stringify(value) : value
  })
}

/** Instants as RFC 3339: nobody reads epoch milliseconds in a sheet. */
function written(name: string, cell: Cell): Cell {
  return name.endsWith('_at') && typeof cell === 'number' ? new Date(cell).toISOString() : cell
}

function mapCells(row: ExportRow, map: (name: string, cell: Cell) => Cell): Record<string, Cell> {
  return Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, map(name, cell)]))
}
