import { headers } from 'next/headers'
import { documentLanguage } from '@/lib/auth/reader-language'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import { PlainCard } from './plain-card'

/** Where a reference leads to nothing, for now or at all. Not the framework's 404, which shows nothing without script. */
export async function NoAnswer({ type }: { type: 'unknown' | 'too_many' }) {
  const { unknown, tooMany } = GUIDANCE[documentLanguage(await headers())].page
  return <PlainCard {...(type === 'unknown' ? unknown : tooMany)} />
}
