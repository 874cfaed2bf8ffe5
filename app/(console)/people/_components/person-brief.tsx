'use client'

import Link from 'next/link'
import { CredentialState } from '@/components/credential/credential-state'
import { ownerName } from '@/components/credential/owner'
import { ReasonBadge } from '@/components/credential/reason-badge'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { count, plural } from '@/lib/format/count'
import { ENVIRONMENT_TEXTS } from '@/lib/locale/en/environments'
import { KIND_TEXTS, SUBJECT_TYPE_LABELS } from '@/lib/locale/en/kinds'
import type { PersonStory } from '@/lib/queries/people'
import { routes } from '@/lib/routes'
import { PersonActs, type PersonActsProps } from '../[subjectId]/_components/person-acts'

const SHOWN = 6

/** Who it is, what may be done, what lives and what was refused lately; the page has the rest. */
export function PersonBrief({ person, bindings, acts }: PersonActsProps) {
  return (
    <>
      <h2 className="font-semibold text-lg">
        <Link href={routes.person(person.id)} className="hover:underline">
          {ownerName(person)}
        </Link>
      </h2>
      {person.email && person.email !== ownerName(person) && <p className="text-muted">{person.email}</p>}
      <Facts person={person} />
      <div className="mt-4.5 flex flex-wrap gap-2">
        <PersonActs person={person} bindings={bindings} acts={acts} />
      </div>
      <Live person={person} />
      <Refused person={person} />
    </>
  )
}

function Facts({ person: { type, externalId, directory, environment, createdAt, disabled } }: { person: PersonStory }) {
  return (
    <DefinitionList
      className="mt-3.5"
      items={[
        { term: 'Type', value: SUBJECT_TYPE_LABELS[type] },
        {
          term: 'External id',
          value: (
            <span className="flex items-center gap-1">
              <span className="mono truncate">{externalId}</span>
              <CopyButton text={externalId} label="Copy the external id" />
            </span>
          ),
        },
        { term: 'Directory', value: `${directory} · ${ENVIRONMENT_TEXTS[environment].label.toLowerCase()}` },
        { term: 'Known since', value: <Time at={createdAt} form="absolute" /> },
        disabled && {
          term: 'Disabled',
          value: (
            <>
              <Time at={disabled.since} form="both" /> by {disabled.by}
              {disabled.note && <q className="mt-0.5 block text-muted">{disabled.note}</q>}
            </>
          ),
        },
      ]}
    />
  )
}

function Live({ person: { credentials } }: { person: PersonStory }) {
  const live = credentials.filter(({ state }) => state !== 'ended')
  return (
    <section className="mt-5 border-t pt-4">
      <h3 className="mb-2 font-semibold">Live</h3>
      {live.length === 0 && <p className="text-muted">Nothing of theirs is live.</p>}
      <ul className="flex flex-col">
        {live.slice(0, SHOWN).map((credential) => (
          <li key={credential.id} className="flex min-h-8 items-center gap-2.5">
            <Link
              className="min-w-0 grow truncate hover:underline"
              href={credential.kind === 'session' ? routes.session(credential.id) : routes.key(credential.id)}
            >
              {credential.name ?? KIND_TEXTS[credential.kind].label}{' '}
              <span className="text-muted">{credential.application.name}</span>
            </Link>
            <CredentialState credential={credential} />
          </li>
        ))}
      </ul>
      {live.length > SHOWN && <p className="text-muted">and {plural(live.length - SHOWN, 'more', 'more')}</p>}
    </section>
  )
}

function Refused({ person: { refusals } }: { person: PersonStory }) {
  if (refusals.length === 0) return null
  return (
    <section className="mt-5 border-t pt-4">
      <h3 className="mb-2 font-semibold">Refused lately</h3>
      <ul className="flex flex-col">
        {refusals.slice(0, SHOWN).map(({ id, at, reason, word, count: times, credentialId }) => (
          <li key={id} className="flex min-h-8 items-center gap-2.5">
            <Time at={at} form="compact" className="w-24 shrink-0 text-muted" />
            <ReasonBadge reason={reason} word={word} />
            {times > 1 && <span className="text-muted">× {count(times)}</span>}
            {credentialId && (
              <Link className="link ml-auto" href={routes.explain({ credentialId, at })}>
                Explain
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
