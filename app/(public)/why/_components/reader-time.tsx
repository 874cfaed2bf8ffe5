'use client'

import { useZone } from '@/components/ui/clock'
import { machine } from '@/lib/format/time'
import { instantWords } from '@/lib/locale/guidance/format'

/** An instant in the reader's language, with its zone: UTC as the server sends it, the reader's own once script runs. */
export function ReaderTime({ at, tag }: { at: number; tag: string }) {
  return <time dateTime={machine(at)}>{instantWords(at, tag, useZone())}</time>
}
