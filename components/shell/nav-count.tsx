'use client'

import { useQuery } from '@tanstack/react-query'
import { total } from '@/lib/format/count'
import { countsQuery } from '@/lib/queries/counts'

/** The number beside one page of the rail; nothing while it is not known. */
export function NavCount({ of }: { of: 'sessions' | 'keys' | 'refusals' }) {
  const { data } = useQuery(countsQuery())
  if (data === undefined) return null
  if (of !== 'refusals') return total(data[of])
  return data.refusalsPerMinute.count === 0 ? null : `${total(data.refusalsPerMinute)}/min`
}
