import Link from 'next/link'
import { caseWho } from '@/components/case/case-who'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import type { RoleBinding } from '@/lib/core/permissions'
import { actWords } from '@/lib/locale/en/acts'
import { ROOT_CAUSE_TEXTS } from '@/lib/locale/en/cases'
import { routes } from '@/lib/routes'
import type { CaseDetail } from '@/lib/services/cases/read'
import { AssigneeSelect } from './assignee-select'

interface Part {
  readonly story: CaseDetail
}

/** What somebody saw, in their words, and when. */
export function CaseSaw({ story }: Part) {
  const { saw, happenedAt, subject } = story
  return (
    <Card
      title={story.origin === 'customer' ? 'What they reported' : 'What they saw'}
      aside={
        subject !== null &&
        happenedAt !== null && (
          <Link href={routes.explain({ subjectId: subject.id, at: happenedAt })} className="link text-ink">
            What happened around then
          </Link>
        )
      }
    >
      <p className="whitespace-pre-wrap break-words">{saw}</p>
      <p className="mt-2 text-muted">
        {subject === null ? (
          caseWho(story)
        ) : (
          <Link href={routes.person(subject.id)} className="link text-ink">
            {caseWho(story)}
          </Link>
        )}
        {happenedAt !== null && (
          <>
            {' '}
            · <Time at={happenedAt} form="absolute" />
          </>
        )}
      </p>
    </Card>
  )
}

/** Why it happened and what was answered; nothing while the case is open. */
export function CaseResolution({ story }: Part) {
  const { rootCause, rootCauseNote, answer, resolvedAt, resolvedBy } = story
  if (rootCause === null || answer === null) return null
  return (
    <Card title={ROOT_CAUSE_TEXTS[rootCause].label} note={ROOT_CAUSE_TEXTS[rootCause].meaning}>
      {rootCauseNote !== null && <p className="whitespace-pre-wrap break-words">{rootCauseNote}</p>}
      <div className="mt-2 flex items-start gap-2">
        <p className="min-w-0 grow whitespace-pre-wrap break-words">“{answer}”</p>
        <CopyButton text={answer} label="Copy what was answered" />
      </div>
      <p className="mt-2 text-muted">
        Answered <Time at={resolvedAt} form="both" /> by {resolvedBy}
      </p>
    </Card>
  )
}

/** What the customer wrote on the page their reference led to. */
export function CaseReports({ story: { reports } }: Part) {
  if (reports.length === 0) return null
  return (
    <Card title="From the customer" note={reports.length > 1 ? `${reports.length} reports` : undefined}>
      <ul className="flex flex-col gap-3">
        {reports.map(({ id, text, contact, language, at, requestId }) => (
          <li key={id}>
            <p className="whitespace-pre-wrap break-words">{text}</p>
            <p className="mt-1 flex flex-wrap items-center gap-x-2 text-muted">
              <Time at={at} form="both" />
              <span>written in {language}</span>
              {contact !== null && (
                <span className="inline-flex items-center text-ink">
                  {contact}
                  <CopyButton text={contact} label="Copy how to answer them" />
                </span>
              )}
              <Link href={routes.explain({ requestId })} className="mono link">
                {requestId}
              </Link>
            </p>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Where it stands. */
export function CaseFacts({ story, bindings }: Part & { bindings: readonly RoleBinding[] }) {
  const { application, openedAt, openedBy, origin, changedAt } = story
  return (
    <Card title="Where it stands">
      <DefinitionList
        items={[
          { term: 'Assigned to', value: <AssigneeSelect story={story} bindings={bindings} /> },
          { term: 'Application', value: application?.name ?? 'no single one' },
          { term: 'Opened', value: <Time at={openedAt} form="both" /> },
          { term: 'By', value: origin === 'customer' ? 'the customer themselves' : openedBy },
          { term: 'Changed', value: <Time at={changedAt} form="relative" /> },
        ]}
      />
    </Card>
  )
}

/** Every audited act on it, newest first. */
export function CaseActsDone({ story: { acts } }: Part) {
  return (
    <Card title="Acts">
      <ul className="flex flex-col gap-1.5">
        {acts.map(({ id, at, action, actorName }) => (
          <li key={id}>
            <Time at={at} form="compact" className="text-muted" /> {actWords(action)}{' '}
            <span className="text-muted">by {actorName}</span>
          </li>
        ))}
      </ul>
    </Card>
  )
}
