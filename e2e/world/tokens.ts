import { appendFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '@/lib/root'

const FILE = join(projectRoot(), '.assay', 'e2e', 'tokens.txt')

export const TOKEN = /asy_(?:live|test)_(?:session|key|once|cert)_[0-9A-Za-z]{75}/g

/** Remembers tokens that were seen in this run, for the search at its end. */
export function noteTokens(text: string): void {
  for (const token of text.match(TOKEN) ?? []) appendFileSync(FILE, `${token}\n`, { mode: 0o600 })
}

export function readTokens(): string[] {
  if (!existsSync(FILE)) return []
  return [...new Set(readFileSync(FILE, 'utf8').split('\n').filter(Boolean))]
}

export function forgetTokens(): void {
  rmSync(FILE, { force: true })
}
