'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'

export function QueryProvider({ children }: { children: ReactNode }) {
  const [client] = useState(createClient)
  return <QueryClientProvider client={client}>{children}</QueryClientProvider>
}

// One retry rides out a restart of the database. Coming back to the window asks for nothing by itself: live lists
// poll on their own, and the rest says how old it is.
function createClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: 1, retryDelay: 600, staleTime: 5_000, gcTime: 300_000, refetchOnWindowFocus: false },
      mutations: { retry: false },
    },
  })
}
