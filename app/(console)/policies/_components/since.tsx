import { Time } from '@/components/ui/time'
import type { Instant } from '@/lib/core/instant'

/** What was there from the first migration on is dated to this day, before any credential could be. */
const INSTALLED = Date.UTC(2000, 0, 1)

/** Since when a version has been in force. */
export function Since({ at }: { at: Instant }) {
  return wasInstalled(at) ? 'the installation' : <Time at={at} form="compact" />
}

export function wasInstalled(at: Instant): boolean {
  return at === INSTALLED
}
