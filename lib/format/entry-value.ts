import type { Instant } from '@/lib/core/instant'

/** A value of an audit entry: words, or an instant that is shown in the operator's zone. */
export type EntryValue = { readonly text: string } | { readonly at: Instant }
