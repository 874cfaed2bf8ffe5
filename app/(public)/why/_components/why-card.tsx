import { buttonStyle } from '@/components/ui/button-style'
import { GUIDANCE, type GuidanceButton, guide } from '@/lib/locale/guidance/guide'
import { LANGUAGES, type Language } from '@/lib/locale/languages'
import { routes } from '@/lib/routes'
import type { RefusalGuidance } from '@/lib/services/tokens/read-guidance'
import { ReaderTime } from './reader-time'
import { Report } from './report'

type WhyCardProps = { told: RefusalGuidance; language: Language; zone: string }

/** The guidance for one refusal. Everything is there without script; the time then moves to the reader's own zone. */
export function WhyCard({ told, language, zone }: WhyCardProps) {
  const { application, tellable, holder, judgedAt, reference } = told
  const { page, tag } = GUIDANCE[language]
  const guidance = guide(tellable, {
    language,
    zone,
    holder,
    application: application.name,
    signInUrl: application.signInUrl,
  })
  return (
    <>
      <article aria-labelledby="why-title" className="rounded-lg border bg-surface px-6 py-6 max-sm:px-5">
        <p className="font-medium text-muted">{page.about(application.name)}</p>
        <h1 id="why-title" className="mt-1 text-balance font-semibold text-2xl tracking-[-0.015em]">
          {guidance.title}
        </h1>
        <Part title={page.whatHappened} text={guidance.happened} />
        <Part title={page.whatNext} text={guidance.next} />
        <Way action={guidance.action} otherwise={page.noSignInLink(application.name)} />
        <dl className="mt-6 grid gap-3 border-t pt-4">
          <div>
            <dt className="text-faint text-xs">{page.when}</dt>
            <dd>
              <ReaderTime at={judgedAt} tag={tag} />
            </dd>
          </div>
        </dl>
        <Report reference={reference} application={application.name} language={language} />
      </article>
      <LanguageSwitch reference={reference} language={language} label={page.languages} />
      <p className="mt-3 text-balance px-2 text-center text-faint text-xs">{page.foot(application.name)}</p>
    </>
  )
}

function Part({ title, text }: { title: string; text: string }) {
  return (
    <section className="mt-5">
      <h2 className="text-faint text-xs">{title}</h2>
      <p className="mt-0.5 text-base text-pretty">{text}</p>
    </section>
  )
}

/** The one button, where it leads somewhere; else the way in words, where a new sign-in is what helps. */
function Way({ action, otherwise }: { action: GuidanceButton | null; otherwise: string }) {
  if (action === null || action.does === 'try_again') return null
  if (action.url === null) return <p className="mt-1 text-base text-muted">{otherwise}</p>
  return (
    <a href={action.url} rel="noreferrer" className={`${buttonStyle('primary')} mt-5 h-10 px-4 max-sm:w-full`}>
      {action.words}
    </a>
  )
}

type LanguageSwitchProps = { reference: string; language: Language; label: string }

function LanguageSwitch({ reference, language, label }: LanguageSwitchProps) {
  return (
    <nav aria-label={label} className="mt-5 flex justify-center gap-1">
      {LANGUAGES.map((each) => (
        <a
          key={each}
          href={routes.why(reference, { lang: each })}
          lang={each}
          hrefLang={each}
          aria-current={each === language ? 'page' : undefined}
          className="rounded-md px-2.5 py-1.5 text-muted hover:bg-hover hover:text-ink aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-ink"
        >
          {GUIDANCE[each].name}
        </a>
      ))}
    </nav>
  )
}
