import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { documentLanguage } from '@/lib/auth/reader-language'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import { routes } from '@/lib/routes'
import { readReported } from '@/lib/services/cases/read-reported'
import { NoAnswer } from '../../_components/no-answer'
import { ReportedCard } from '../../_components/reported-card'
import { askBy } from '../../asked'

export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: GUIDANCE[documentLanguage(await headers())].page.reported.title } }
}

/** What a reader is told once their report has arrived: what happens next, and the number to ask with. */
export default async function ReportedPage({ params }: PageProps<'/why/[reference]/reported'>) {
  const { reference } = await params
  const answer = await askBy(reference)
  if (answer.type !== 'told') return <NoAnswer type={answer.type} />
  const { told, reader, context } = answer
  const reported = await readReported(context, { reference })
  if (reported === null) redirect(routes.why(reference, { lang: reader.language }))
  return (
    <ReportedCard
      application={told.application.name}
      reference={reference}
      reported={reported}
      language={reader.language}
    />
  )
}
