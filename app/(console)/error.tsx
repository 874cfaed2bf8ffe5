'use client'

import { ErrorState } from '@/components/ui/error-state'
import { digestOf } from '@/lib/appearance'
import { CANNOT_BE_CHECKED } from '@/lib/auth/cannot-be-checked'
import { CannotBeChecked } from './_shell/cannot-be-checked'

export default function ConsolePageError({ error, retry }: { error: unknown; retry: () => void }) {
  const digest = digestOf(error)
  if (digest === CANNOT_BE_CHECKED) return <CannotBeChecked retry={retry} />
  return (
    <ErrorState
      title="This page could not be shown"
      detail="Nothing was changed. Try again; if it stays, quote the id below: the log has it."
      requestId={digest}
      retry={retry}
    />
  )
}
