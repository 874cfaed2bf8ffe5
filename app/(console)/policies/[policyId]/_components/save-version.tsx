'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import type { PolicyDetail } from '@/lib/services/policies/read'
import type { Draft } from './use-draft'
import type { Preview } from './use-preview'

export interface SaveVersionProps {
  readonly policy: PolicyDetail
  readonly draft: Draft
  readonly preview: Preview
  /** Why it cannot be saved. */
  readonly blocked: string | undefined
}

const SaveDialog = dynamic(() => import('./save-dialog').then((module) => module.SaveDialog), { ssr: false })

/** "Review and save…": counts anew and asks, before anything changes. */
export function SaveVersion({ blocked, ...props }: SaveVersionProps) {
  const [open, setOpen] = useState(false)
  const ever = useEverOpen(open)
  const review = () => {
    props.preview.recount()
    setOpen(true)
  }
  return (
    <>
      <Button variant="primary" disabledReason={blocked} onClick={review}>
        Review and save…
      </Button>
      {ever && <SaveDialog {...props} open={open} onClose={() => setOpen(false)} />}
    </>
  )
}
