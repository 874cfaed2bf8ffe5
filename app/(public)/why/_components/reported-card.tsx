import { GUIDANCE } from '@/lib/locale/guidance/guide'
import type { Language } from '@/lib/locale/languages'
import { routes } from '@/lib/routes'
import type { Reported } from '@/lib/services/cases/read-reported'
import { ReaderTime } from './reader-time'

type ReportedCardProps = {
  application: string
  reference: string
  reported: Reported
  language: Language
}

/** A report has arrived: who reads it, and what to ask with. */
export function ReportedCard({ application, reference, reported: { caseName, at }, language }: ReportedCardProps) {
  const { page, tag } = GUIDANCE[language]
  const words = page.reported
  return (
    <article aria-labelledby="why-title" className="rounded-lg border bg-surface px-6 py-6 max-sm:px-5">
      <p className="font-medium text-muted">{page.about(application)}</p>
      <h1 id="why-title" className="mt-1 text-balance font-semibold text-2xl tracking-[-0.015em]">
        {words.title}
      </h1>
      <p className="mt-3 text-base text-pretty">{words.text(application)}</p>
      <p className="mt-3 text-base text-pretty">{words.next(application)}</p>
      <dl className="mt-6 grid gap-3 border-t pt-4">
        <div>
          <dt className="text-faint text-xs">{words.caseNumber}</dt>
          <dd className="select-all font-medium text-lg tabular-nums">{caseName}</dd>
        </div>
        <div>
          <dt className="text-faint text-xs">{words.at}</dt>
          <dd>
            <ReaderTime at={at} tag={tag} />
          </dd>
        </div>
      </dl>
      <p className="mt-5">
        <a href={routes.why(reference, { lang: language })} className="link">
          {words.back}
        </a>
      </p>
    </article>
  )
}
