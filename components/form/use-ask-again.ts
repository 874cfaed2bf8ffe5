import { type RefObject, useEffect, useRef } from 'react'
import { SESSION_RENEWED } from '@/components/step-up/session-renewed'
import { RENEWED_PAUSE_MILLISECONDS } from '@/lib/queries/ask-again'
import type { FormError } from './form-state'

/** Sends the form around `line` again, once, where the session got a new token while the form was on its way. */
export function useAskAgain(line: RefObject<HTMLElement | null>, error: FormError | undefined): void {
  const repeated = useRef(false)
  useEffect(() => {
    // A form may forget its error while it is sent: that alone begins nothing anew.
    if (error !== undefined && error.code !== SESSION_RENEWED) repeated.current = false
    if (error?.code !== SESSION_RENEWED || repeated.current) return undefined
    const timer = setTimeout(() => {
      repeated.current = true
      line.current?.closest('form')?.requestSubmit()
    }, RENEWED_PAUSE_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [error, line])
}
