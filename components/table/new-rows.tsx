'use client'

import { ArrowUp } from 'lucide-react'
import { count } from '@/lib/format/count'

/** Says that rows wait because the table holds still, and lets them in. */
export function NewRows({ waiting, onShow }: { waiting: number; onShow: () => void }) {
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-10 z-20 flex justify-center">
      {waiting > 0 && (
        <button
          type="button"
          onClick={onShow}
          className="inverse pointer-events-auto flex h-7 items-center gap-1.5 rounded-full bg-surface px-3 font-medium text-ink text-xs shadow-lift"
        >
          <ArrowUp size={13} aria-hidden />
          {count(waiting)} new
        </button>
      )}
    </div>
  )
}
