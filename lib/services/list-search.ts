import { z } from 'zod'
import { keptSearch } from '@/lib/core/lists'

/** The query part of a list's address, as it is kept: in one order, without page and open row, and never with a token in it. */
export const ListSearch = z
  .string()
  .max(2_000, 'These filters are too long to keep: take some away.')
  .refine(
    (text) => !/asy_[a-z]+_[a-z]+_/.test(safelyDecoded(text)),
    'A token cannot be kept in a filter: take it away.',
  )
  .transform(keptSearch)

function safelyDecoded(text: string): string {
  return new URLSearchParams(text).toString() + [...new URLSearchParams(text).values()].join(' ')
}
