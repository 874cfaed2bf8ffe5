import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { documentLanguage } from '@/lib/auth/reader-language'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import { routes } from '@/lib/routes'
import { NoAnswer } from '../_components/no-answer'
import { WhyCard } from '../_components/why-card'
import { askBy } from '../asked'

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: GUIDANCE[documentLanguage(await headers())].page.title } }
}

/** Why a request was refused, for whoever holds its reference. */
export default async function WhyPage({ params }: PageProps<'/why/[reference]'>) {
  const { reference } = await params
  const answer = await askBy(reference)
  if (answer.type !== 'told') return <NoAnswer type={answer.type} />
  const { told, reader } = answer
  // The document's language is set before the application is known: so that both are one, the address names it.
  if (reader.asked === null && told.application.language !== null)
    redirect(routes.why(reference, { lang: told.application.language }))
  return <WhyCard told={told} language={reader.language} zone={reader.zone} />
}
