'use client'

import dynamic from 'next/dynamic'
import type { ReactNode } from 'react'
import { useEverOpen } from '@/components/ui/ever-open'
import type { SelectOption } from '@/components/ui/select'
import type { FormState } from './form-state'

export type ActItem = { id: string; name: string }

/** What became of each. The counts are of all; the lists may stop earlier. */
export type ActResult = {
  done: { count: number; items: readonly ActItem[] }
  /** Had ended before, by something else. */
  already: { count: number; items: readonly ActItem[] }
  failed: { count: number; items: readonly (ActItem & { reason: string })[] }
  /** What to say of those done instead of "ended". */
  doneWord?: string | undefined
}

/** What is handed to the server action: `cause` and `note` are always there, with whatever `fields` adds. */
export type ActAction = (before: FormState<ActResult>, data: FormData) => Promise<FormState<ActResult>>

export type ConfirmActProps = {
  open: boolean
  onOpenChange: (open: boolean) => void
  /** The act, as on the button: "Revoke". */
  verb: string
  /** What it is done to, with how many: "3 sessions of Storefront". */
  what: string
  /** How many at most. Above 100 the number must be typed. */
  count: number
  /** Who is affected: names, people, applications. */
  affected: ReactNode
  /** When it takes effect: "At once. The next call with one of these tokens is refused." */
  effective: ReactNode
  causes: readonly SelectOption<string>[]
  defaultCause?: string | undefined
  /** Hidden fields and further controls of the form. */
  fields?: ReactNode
  action: ActAction
  /** After it was done, before the result is closed: refetch here. */
  onDone?: ((result: ActResult) => void) | undefined
}

const ConfirmActDialog = dynamic(() => import('./confirm-act-dialog').then((module) => module.ConfirmActDialog), {
  ssr: false,
})

/** Asks before a destructive act and reports what became of it. Loaded when first opened. */
export function ConfirmAct(props: ConfirmActProps) {
  return useEverOpen(props.open) ? <ConfirmActDialog {...props} /> : null
}
