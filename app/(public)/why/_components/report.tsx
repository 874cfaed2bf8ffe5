import { GUIDANCE } from '@/lib/locale/guidance/guide'
import type { Language } from '@/lib/locale/languages'
import { sendReport } from '../actions'
import { ReportForm } from './report-form'

type ReportProps = { reference: string; application: string; language: Language }

/** What to do when the guidance does not help: the reference to quote, and a form that tells it right here. */
export function Report({ reference, application, language }: ReportProps) {
  const { page } = GUIDANCE[language]
  const { lead, ...words } = page.report
  return (
    <>
      <section aria-label={page.reference} className="mt-3">
        <p className="text-faint text-xs">{page.reference}</p>
        <p className="select-all break-all font-mono">{reference}</p>
        <p className="mt-1 text-muted">{page.referenceHint(application)}</p>
      </section>
      <section id="report" aria-labelledby="report-title" className="mt-6 scroll-mt-4 border-t pt-5">
        <h2 id="report-title" className="font-medium text-base">
          {words.title}
        </h2>
        <p className="mt-1 text-muted text-pretty">{lead(application)}</p>
        <ReportForm reference={reference} language={language} words={words} send={sendReport} />
      </section>
    </>
  )
}
