'use client'

import { useTransition } from 'react'
import { Button } from '@/components/ui/button'

/** The way out for who cannot set it up now. */
export function LeaveButton({ signOut }: { signOut: () => Promise<unknown> }) {
  const [leaving, start] = useTransition()
  return (
    <Button variant="quiet" pending={leaving} onClick={() => start(async () => void (await signOut()))}>
      Sign out
    </Button>
  )
}
