'use client'

import { useCallback } from 'react'
import { duration } from '@/lib/format/duration'
import { absolute, compact, machine, relative } from '@/lib/format/time'
import { useTicking, useZone } from './clock'

export type TimeProps = {
  /** Epoch milliseconds; null shows a dash. */
  at: number | null
  /** relative "38 s ago" · age "38 s" · compact "14:23:09" · absolute with the date · both "38 s ago 14:23:09". */
  form?: 'relative' | 'age' | 'compact' | 'absolute' | 'both'
  /** What stands where there is no time. */
  none?: string
  className?: string
}

/** An instant. It keeps ticking; the exact time in the operator's zone is one hover away. */
export function Time({ at, form = 'relative', none = '–', className }: TimeProps) {
  if (at === null) return <span className={className}>{none}</span>
  return <KnownTime at={at} form={form} className={className} />
}

function KnownTime({ at, form, className }: { at: number; form: TimeForm; className: string | undefined }) {
  const zone = useZone()
  const text = useTicking(useCallback((now: number) => written(at, form, now, zone), [at, form, zone]))
  const exact = `${absolute(at, zone, 'millisecond')} ${zone}`
  const [first, second] = text.split('\t')
  return (
    <time dateTime={machine(at)} title={exact} className={className}>
      {first}
      {second && <span className="text-faint"> {second}</span>}
    </time>
  )
}

type TimeForm = NonNullable<TimeProps['form']>

function written(at: number, form: TimeForm, now: number, zone: string): string {
  switch (form) {
    case 'relative':
      return relative(at, now)
    case 'age':
      return duration(at - now)
    case 'compact':
      return compact(at, now, zone)
    case 'absolute':
      return absolute(at, zone)
    case 'both':
      return `${relative(at, now)}\t${compact(at, now, zone)}`
  }
}
