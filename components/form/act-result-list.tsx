'use client'

import { Check, CircleAlert, CircleSlash, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '@/components/ui/button'
import { DialogActions } from '@/components/ui/dialog'
import { inkTone, type Tone } from '@/components/ui/tone'
import { count as written } from '@/lib/format/count'
import type { ActItem, ActResult } from './confirm-act'

/** Done, already ended, failed: what became of every one. */
export function ActResultList({ result, onClose }: { result: ActResult; onClose: () => void }) {
  const { done, already, failed, doneWord = 'ended' } = result
  return (
    <div className="flex flex-col gap-3">
      <div role="status" className="flex flex-col gap-3">
        <Group icon={Check} tone="active" group={done} word={doneWord} />
        <Group icon={CircleSlash} tone="ended" group={already} word="had already ended" />
        <Group icon={CircleAlert} tone="refused" group={failed} word="failed" detail={(item) => item.reason} />
      </div>
      <DialogActions>
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </div>
  )
}

type GroupProps<Item extends ActItem> = {
  icon: LucideIcon
  tone: Tone
  group: { count: number; items: readonly Item[] }
  word: string
  detail?: (item: Item) => ReactNode
}

function Group<Item extends ActItem>({ icon: Icon, tone, group, word, detail }: GroupProps<Item>) {
  if (group.count === 0) return null
  const more = group.count - group.items.length
  return (
    <section>
      <h3 className="flex items-center gap-2 font-medium">
        <Icon size={15} strokeWidth={2} className={inkTone[tone]} aria-hidden />
        {written(group.count)} {word}
      </h3>
      <ul className="mt-1 max-h-40 overflow-y-auto pl-5.75 text-muted">
        {group.items.map((item) => (
          <li key={item.id}>
            {item.name}
            {detail && <span>: {detail(item)}</span>}
          </li>
        ))}
        {more > 0 && <li>and {written(more)} more</li>}
      </ul>
    </section>
  )
}
