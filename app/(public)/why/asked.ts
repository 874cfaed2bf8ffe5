import { headers } from 'next/headers'
import { readLooks } from '@/lib/auth/looks'
import { systemContext } from '@/lib/auth/operator-door'
import { askedByReader } from '@/lib/auth/reader-language'
import { sourceOf } from '@/lib/auth/request-source'
import { createVisitLimit } from '@/lib/auth/visit-limit'
import { monotonic } from '@/lib/clock'
import { consoleServices } from '@/lib/console-services'
import { DEFAULT_LANGUAGE, type Language } from '@/lib/locale/languages'
import type { Context } from '@/lib/services/context'
import { type RefusalGuidance, readGuidance } from '@/lib/services/tokens/read-guidance'

/** A person reloads a few times; a script that tries references is told to wait. */
const limit = createVisitLimit({ visits: 60, withinMilliseconds: 60_000, clock: monotonic })

/** What a reader's reference leads to. */
export type Asked =
  | { readonly type: 'too_many' }
  /** Malformed, unknown or too old: these are the same to who asks. */
  | { readonly type: 'unknown' }
  | { readonly type: 'told'; readonly told: RefusalGuidance; readonly reader: Reader; readonly context: Context }

/** Who reads, as far as their browser says. */
export interface Reader {
  /** Null where they asked for no language of ours. */
  readonly asked: Language | null
  readonly language: Language
  readonly zone: string
}

/** Looks a reference up for whoever holds it. It asks nobody who they are, and changes nothing. */
export async function askBy(reference: string): Promise<Asked> {
  const head = await headers()
  const { ip } = sourceOf(head)
  if (!limit.admits(ip)) return { type: 'too_many' }
  const context = systemContext(consoleServices(), ip)
  const told = await readGuidance(context, { reference })
  if (told === null) return { type: 'unknown' }
  const asked = askedByReader(head)
  const { zone } = await readLooks()
  return { type: 'told', told, context, reader: { asked, language: asked ?? DEFAULT_LANGUAGE, zone } }
}
