'use client'

import { useRouter } from 'next/navigation'
import { ErrorState } from '@/components/ui/error-state'

/** Nobody can tell right now who is signed in. Nobody is signed out by it either. */
export function CannotBeChecked({ retry }: { retry?: () => void }) {
  const router = useRouter()
  return (
    <ErrorState
      title="Your session cannot be checked right now"
      detail="The store cannot be reached. You are not signed out and nothing was changed. Applications are answered 503 until it is back."
      requestId={undefined}
      retry={retry ?? (() => router.refresh())}
    />
  )
}
