'use client'

import dynamic from 'next/dynamic'
import { useSyncExternalStore } from 'react'
import { anyNotices, subscribeToNotices } from './notify'

const ToastList = dynamic(() => import('./toast-list').then((module) => module.ToastList), { ssr: false })

/** Where toasts appear. It stands once, in the providers, and loads its code with the first `notify`. */
export function ToastHost() {
  const needed = useSyncExternalStore(subscribeToNotices, anyNotices, () => false)
  return needed ? <ToastList /> : null
}
