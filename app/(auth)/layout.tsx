import type { ReactNode } from 'react'
import { BrandMark } from '@/components/shell/brand'

/** The pages before sign-in: a mark, a card, and nothing that distracts. */
export default function DoorLayout({ children }: { children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center px-4 pt-[14dvh] pb-10 max-sm:pt-[8dvh]">
      <div className="mb-6 flex flex-col items-center gap-2.5">
        <BrandMark size={36} />
        <p className="font-semibold text-lg tracking-[-0.01em]">Assay</p>
      </div>
      <div className="w-full max-w-90">{children}</div>
    </main>
  )
}
