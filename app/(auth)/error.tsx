'use client'

import { ErrorState } from '@/components/ui/error-state'
import { digestOf } from '@/lib/appearance'

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <ErrorState
      heading="h1"
      title="This page could not be shown"
      detail="Nothing was changed. Try again; if it stays, quote the id below: the log has it."
      requestId={digestOf(error)}
      retry={retry}
    />
  )
}
