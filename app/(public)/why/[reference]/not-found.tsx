import { headers } from 'next/headers'
import { documentLanguage } from '@/lib/auth/reader-language'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import { PlainCard } from '../_components/plain-card'

/** One answer for a reference that is malformed, unknown or too old. */
export default async function UnknownReference() {
  const { title, text, next, foot } = GUIDANCE[documentLanguage(await headers())].page.unknown
  return <PlainCard title={title} text={text} next={next} foot={foot} />
}
