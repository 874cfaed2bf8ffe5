'use client'

import { CSPProvider } from '@base-ui/react/csp-provider'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { type ReactNode, useState } from 'react'
import { ClockProvider } from '@/components/ui/clock'
import { ToastHost } from '@/components/ui/toast'
import { QueryProvider } from './query-provider'

export type ProvidersProps = {
  /** Of this response's content security policy; the first one counts. */
  nonce: string
  /** The server's clock, epoch milliseconds. */
  now: number
  /** The operator's IANA zone as far as the server knows it. */
  zone: string
  /** The zone the operator chose instead of the browser's. */
  chosenZone: string | null
  children: ReactNode
}

/** Everything a page of this console may rely on being around it. */
export function Providers({ nonce, now, zone, chosenZone, children }: ProvidersProps) {
  // A document keeps the policy it came with: the nonce of what is rendered into it later is not in it.
  const [documentNonce] = useState(nonce)
  return (
    <CSPProvider nonce={documentNonce}>
      <ClockProvider now={now} zone={zone} chosenZone={chosenZone}>
        <QueryProvider>
          <NuqsAdapter>
            {children}
            <ToastHost />
          </NuqsAdapter>
        </QueryProvider>
      </ClockProvider>
    </CSPProvider>
  )
}
