'use client'

import { ErrorState } from '@/components/ui/error-state'
import { digestOf } from '@/lib/appearance'

export default function PageError({ error, retry }: { error: unknown; retry: () => void }) {
  return (
    <ErrorState
      heading="h1"
      title="This page could not be shown"
      detail="Your reference stays good. Try again in a moment."
      requestId={digestOf(error)}
      retry={retry}
    />
  )
}
