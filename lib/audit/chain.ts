import { createHash } from 'node:crypto'
import { canonicalJson, type Json } from './canonical'

/** The hash before the first entry. */
export const GENESIS: Buffer = Buffer.alloc(32)

/** SHA-256(0x00 ‖ canonical bytes): the leaf of an entry, domain-separated as in RFC 9162 section 2.1.1. */
export function leafHash(entry: Json): Buffer {
  return createHash('sha256').update(Buffer.of(0)).update(canonicalJson(entry), 'utf8').digest()
}

/** SHA-256(0x01 ‖ previous ‖ leaf): changing, dropping or reordering any entry changes every later link. */
export function link(previous: Buffer, leaf: Buffer): Buffer {
  return createHash('sha256').update(Buffer.of(1)).update(previous).update(leaf).digest()
}

/** Where a chain first fails to be what was sealed; null when every link holds. */
export interface ChainBreak {
  readonly position: number
  readonly why: 'gap' | 'changed' | 'missing'
}

export interface SealedLink {
  readonly position: number
  readonly hash: Buffer
  /** Null when the entry the seal speaks of is gone. */
  readonly entry: Json | null
}

/** Follows links from `previous` (at `from`, exclusive) and returns the last hash and the first break. Pure; call it page by page. */
export function followChain(
  previous: Buffer,
  from: number,
  links: readonly SealedLink[],
): { hash: Buffer; broken: ChainBreak | null } {
  let hash = previous
  let expected = from + 1
  for (const { position, hash: sealed, entry } of links) {
    if (position !== expected) return { hash, broken: { position: expected, why: 'gap' } }
    if (entry === null) return { hash, broken: { position, why: 'missing' } }
    const next = link(hash, leafHash(entry))
    if (!next.equals(sealed)) return { hash, broken: { position, why: 'changed' } }
    hash = next
    expected += 1
  }
  return { hash, broken: null }
}
