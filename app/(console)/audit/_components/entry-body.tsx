'use client'

import Link from 'next/link'
import { Address } from '@/components/credential/device'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { plural } from '@/lib/format/count'
import type { EntryValue } from '@/lib/format/entry-value'
import type { AuditRow, AuditStory } from '@/lib/queries/audit'
import { routes } from '@/lib/routes'
import type { EntrySheetProps } from './entry-sheet'

export type EntryBodyProps = Pick<EntrySheetProps, 'onOpen' | 'onAct'> & {
  entry: AuditRow
  story: AuditStory | null
}

export function EntryBody({ entry, story, onOpen, onAct }: EntryBodyProps) {
  return (
    <>
      <h2 className="text-pretty font-semibold text-lg">
        {entry.actor.name} {entry.sentence}
      </h2>
      <p className="mt-0.5 text-muted">
        <Time at={entry.at} form="both" />
      </p>
      {story && story.entry.changes.length > 0 && <Changes changes={story.entry.changes} />}
      <DefinitionList className="mt-4" items={factsOf(entry, story)} />
      <section className="mt-5 border-t pt-4">
        <h3 className="mb-2.5 font-semibold">The whole act</h3>
        {story === null ? (
          <SkeletonLines label="Loading the act" />
        ) : (
          <Act story={story} onOpen={onOpen} onAct={onAct} />
        )}
      </section>
    </>
  )
}

/** Before and after, side by side; what did not change is not told. */
function Changes({ changes }: Pick<AuditStory['entry'], 'changes'>) {
  return (
    <table className="mt-4 w-full table-fixed border-y text-left">
      <caption className="sr-only">What changed</caption>
      <thead className="text-muted">
        <tr>
          {['', 'Before', 'After'].map((head) => (
            <th key={head} scope="col" className="py-1.5 pr-2 font-normal">
              {head === '' ? <span className="sr-only">Field</span> : head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {changes.map(({ field, before, after }) => (
          <tr key={field} className="border-t align-top">
            <th scope="row" className="py-1.5 pr-2 font-normal text-muted">
              {field}
            </th>
            <td className="break-words py-1.5 pr-2 text-muted line-through decoration-faint">
              <Value value={before} />
            </td>
            <td className="break-words py-1.5 font-medium">
              <Value value={after} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Value({ value }: { value: EntryValue }) {
  return 'at' in value ? <Time at={value.at} form="absolute" /> : value.text
}

function factsOf(entry: AuditRow, story: AuditStory | null) {
  const { target, subject, application, requestIp, correlationId, seal } = entry
  const href = targetHref(target)
  return [
    ...(story?.entry.facts ?? []).map(({ field, value }) => ({ term: field, value: <Value value={value} /> })),
    href !== null && {
      term: 'Done to',
      value: (
        <Link className="link" href={href}>
          {LINK_WORDS[target.type]}
        </Link>
      ),
    },
    subject && {
      term: 'Concerns',
      value: (
        <Link className="link" href={routes.person(subject.id)}>
          {subject.name ?? 'somebody since removed'}
        </Link>
      ),
    },
    application && {
      term: 'Application',
      value: (
        <Link className="link" href={routes.application(application.id)}>
          {application.name}
        </Link>
      ),
    },
    { term: 'From', value: <Address address={requestIp} /> },
    {
      term: 'Chain',
      value:
        seal === null ? (
          'Not sealed yet: its place comes within a second.'
        ) : (
          <>
            Place {seal.position}, sealed <Time at={seal.sealedAt} form="absolute" />
          </>
        ),
    },
    {
      term: 'Act',
      value: (
        <span className="flex items-center gap-1">
          <span className="mono truncate">{correlationId}</span>
          <CopyButton text={correlationId} label="Copy the correlation id" />
        </span>
      ),
    },
  ]
}

const LINK_WORDS: Readonly<Record<AuditRow['target']['type'], string>> = {
  credential: 'The credential',
  subject: 'The person',
  application: 'The application',
  policy: 'The policy',
  operator: 'The operator',
  invitation: 'The invitation',
  act: 'The act upon many',
  case: 'The case',
  share_link: 'The link',
  installation: 'The installation',
}

function targetHref({ type, id, kind }: AuditRow['target']): string | null {
  if (id === null) return null
  if (type === 'policy') return routes.policy(id)
  if (type === 'act') return routes.act(id)
  if (type === 'case') return routes.case(id)
  if (type === 'operator') return routes.operator(id)
  if (type === 'credential' && kind === 'session') return routes.session(id)
  return type === 'credential' && kind === 'api_key' ? routes.key(id) : null
}

/** Everything of the act in its order; the open entry is marked. */
function Act({ story, onOpen, onAct }: { story: AuditStory } & Pick<EntrySheetProps, 'onOpen' | 'onAct'>) {
  const { entry, entries, more } = story
  if (entries.length === 1) return <p className="text-muted">It entered nothing else.</p>
  return (
    <>
      <ol className="flex flex-col gap-0.5">
        {entries.toReversed().map(({ id, sentence, at }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === entry.id}
              onClick={() => onOpen(id)}
              className="flex w-full gap-3 rounded-md px-1.5 py-1 text-left hover:bg-hover aria-[current=true]:bg-raised"
            >
              <Time at={at} form="compact" className="shrink-0 text-muted" />
              <span className="min-w-0">{sentence}</span>
            </button>
          </li>
        ))}
      </ol>
      <Button className="mt-3" onClick={() => onAct(entry.correlationId)}>
        {more ? 'Show them all in the list' : `Show these ${plural(entries.length, 'entry', 'entries')} in the list`}
      </Button>
    </>
  )
}
