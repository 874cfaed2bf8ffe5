import type { Metadata } from 'next'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { ZONE_COOKIE, zoneOf } from '@/lib/appearance'
import { systemContext } from '@/lib/auth/operator-door'
import { askedByReader, documentLanguage } from '@/lib/auth/reader-language'
import { sourceOf } from '@/lib/auth/request-source'
import { createVisitLimit } from '@/lib/auth/visit-limit'
import { monotonic } from '@/lib/clock'
import { consoleServices } from '@/lib/console-services'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import { DEFAULT_LANGUAGE } from '@/lib/locale/languages'
import { routes } from '@/lib/routes'
import { readGuidance } from '@/lib/services/tokens/read-guidance'
import { PlainCard } from '../_components/plain-card'
import { WhyCard } from '../_components/why-card'

/** A person reloads a few times; a script that tries references is told to wait. */
const limit = createVisitLimit({ visits: 60, withinMilliseconds: 60_000, clock: monotonic })

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: GUIDANCE[documentLanguage(await headers())].page.title } }
}

/** Why a request was refused, for whoever holds its reference. It asks nobody who they are, and changes nothing. */
export default async function WhyPage({ params }: { params: Promise<{ reference: string }> }) {
  const head = await headers()
  const { ip } = sourceOf(head)
  if (!limit.admits(ip)) return <TooMany />
  const { reference } = await params
  const told = await readGuidance(systemContext(consoleServices(), ip), { reference })
  if (told === null) return <Unknown />
  const asked = askedByReader(head)
  // The document's language is set before the application is known: so that both are one, the address names it.
  if (asked === null && told.application.language !== null)
    redirect(routes.why(reference, { lang: told.application.language }))
  const zone = zoneOf((await cookies()).get(ZONE_COOKIE)?.value)
  return <WhyCard told={told} language={asked ?? DEFAULT_LANGUAGE} zone={zone} />
}

/** One answer for a reference that is malformed, unknown or too old. Not the framework's 404, which shows nothing without script. */
async function Unknown() {
  const { title, text, next, foot } = GUIDANCE[documentLanguage(await headers())].page.unknown
  return <PlainCard title={title} text={text} next={next} foot={foot} />
}

async function TooMany() {
  const { title, text } = GUIDANCE[documentLanguage(await headers())].page.tooMany
  return <PlainCard title={title} text={text} />
}
