import type { ReactNode } from 'react'

/** Pages for people who are nobody's operators: one column, made for a phone first. */
export default function PublicLayout({ children }: { children: ReactNode }) {
  return (
    <main className="mx-auto flex min-h-dvh w-full max-w-130 flex-col px-4 pt-[10dvh] pb-8 max-sm:pt-6">
      {children}
    </main>
  )
}
