'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useCallback } from 'react'
import { CASE_KEYS } from '@/lib/queries/cases'

/** Asks anew for everything an act upon a case may have changed. */
export function useCaseRefresh(): () => Promise<void> {
  const client = useQueryClient()
  return useCallback(async () => {
    await Promise.all(CASE_KEYS.map((key) => client.invalidateQueries({ queryKey: [key] })))
  }, [client])
}
