'use client'

import { useEffect } from 'react'
import { tellConfirmed } from '@/components/step-up/confirmed-channel'
import { DoorCard } from '../_components/door-card'

/** Says so where the question was asked, and leaves. */
export function Confirmed() {
  useEffect(() => {
    tellConfirmed()
    window.close()
  }, [])
  return (
    <DoorCard title="Confirmed">
      <p className="text-muted">You can close this window. What you were doing goes on where you left it.</p>
    </DoorCard>
  )
}
