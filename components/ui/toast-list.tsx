'use client'

import { Toast as Base } from '@base-ui/react/toast'
import { Check, CircleAlert, X } from 'lucide-react'
import { useEffect } from 'react'
import { IconButton } from './icon-button'
import { type Notice, subscribeToNotices, takeNotices } from './notify'

const manager = Base.createToastManager<Pick<Notice, 'tone'>>()

export function ToastList() {
  useEffect(() => {
    const drain = () => {
      for (const notice of takeNotices()) add(notice)
    }
    drain()
    return subscribeToNotices(drain)
  }, [])
  return (
    <Base.Provider toastManager={manager} limit={4}>
      <Base.Portal>
        <Base.Viewport className="fixed right-4 bottom-4 z-60 flex w-88 max-w-[calc(100vw-2rem)] flex-col gap-2 outline-none">
          <Toasts />
        </Base.Viewport>
      </Base.Portal>
    </Base.Provider>
  )
}

function Toasts() {
  const { toasts } = Base.useToastManager<Pick<Notice, 'tone'>>()
  return toasts.map((toast) => (
    <Base.Root
      key={toast.id}
      toast={toast}
      className="rounded-lg bg-surface text-ink shadow-lift outline-none transition-[opacity,translate] duration-150 data-ending-style:opacity-0 data-starting-style:translate-y-2 data-starting-style:opacity-0"
    >
      <Base.Content className="flex items-start gap-2.5 p-3">
        <Mark tone={toast.data?.tone} />
        <div className="min-w-0 grow">
          <Base.Title className="font-medium" />
          <Base.Description className="text-muted" />
          <Base.Action className="link mt-1" />
        </div>
        <Base.Close render={<IconButton icon={X} label="Dismiss" className="-m-1.5" />} />
      </Base.Content>
    </Base.Root>
  ))
}

function Mark({ tone }: { tone: Notice['tone'] }) {
  if (tone === 'failed') return <CircleAlert size={16} className="mt-0.5 shrink-0 text-refused" aria-hidden />
  if (tone === 'done') return <Check size={16} className="mt-0.5 shrink-0 text-active" aria-hidden />
  return null
}

function add({ title, description, tone = 'plain', action }: Notice): void {
  manager.add({
    title,
    description,
    data: { tone },
    timeout: tone === 'failed' ? 0 : 5_000,
    priority: tone === 'failed' ? 'high' : 'low',
    ...(action ? { actionProps: { children: action.label, onClick: action.run } } : {}),
  })
}
