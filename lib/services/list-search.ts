import { z } from 'zod'

/** Members of a list's address that are of the moment: they are not kept. */
const OF_THE_MOMENT = ['cursor', 'open']

/** The query part of a list's address, as it is kept: in one order, without page and open row, and never with a token in it. */
export const ListSearch = z
  .string()
  .max(2_000, 'These filters are too long to keep: take some away.')
  .refine(
    (text) => !/asy_[a-z]+_[a-z]+_/.test(safelyDecoded(text)),
    'A token cannot be kept in a filter: take it away.',
  )
  .transform((text) => {
    const members = new URLSearchParams(text)
    for (const name of OF_THE_MOMENT) members.delete(name)
    members.sort()
    return members.toString()
  })

function safelyDecoded(text: string): string {
  return new URLSearchParams(text).toString() + [...new URLSearchParams(text).values()].join(' ')
}
