'use client'

import { Eye } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'

const RevealDialog = dynamic(() => import('./reveal-dialog').then((module) => module.RevealDialog), { ssr: false })

export type RevealButtonProps = {
  subjectId: string
  /** Whose it is, as the page calls them. */
  name: string
  /** Reads anew what was masked. */
  refresh: () => Promise<void>
}

/** For whom mail and addresses are masked: shows those of one person, for a reason. */
export function RevealButton(props: RevealButtonProps) {
  const [open, setOpen] = useState(false)
  const wanted = useEverOpen(open)
  return (
    <>
      <Button icon={Eye} onClick={() => setOpen(true)}>
        Reveal…
      </Button>
      {wanted && <RevealDialog {...props} open={open} onClose={() => setOpen(false)} />}
    </>
  )
}
