'use client'

import Link from 'next/link'
import { type ReactNode, useMemo } from 'react'
import { CopyButton } from '@/components/ui/copy-button'
import { SkeletonLines } from '@/components/ui/skeleton'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { CredentialRow, CredentialStory } from '@/lib/queries/credentials'
import { routes } from '@/lib/routes'
import { CredentialFacts } from './credential-facts'
import { CredentialHistory } from './credential-history'
import { lifelineOf } from './lifeline/from-record'
import type { LifelineData } from './lifeline/model'
import { ownerName } from './owner'
import { SmallLifeline } from './small-lifeline'

export interface CredentialBriefProps {
  readonly credential: CredentialRow
  /** Its history; null while it is on its way. */
  readonly story: CredentialStory | null
  /** The buttons: what may be done with it. */
  readonly acts: ReactNode
}

/** A credential as a sheet shows it: who, the life, the facts, the acts, and what happened lately. */
export function CredentialBrief({ credential, story, acts }: CredentialBriefProps) {
  return (
    <>
      <CredentialTitle credential={credential} />
      <div className="mt-3.5 mb-4 min-h-[50px]">{story && <StoryLine story={story} />}</div>
      <CredentialFacts credential={credential} />
      {story && <FamilyLinks story={story} />}
      <div className="mt-4.5 flex flex-wrap gap-2">{acts}</div>
      <section className="mt-5 border-t pt-4">
        <h3 className="mb-2.5 font-semibold">Recent</h3>
        {story ? <CredentialHistory story={story} /> : <SkeletonLines label="Loading its history" />}
      </section>
    </>
  )
}

/** Whose it is and where it belongs. */
export function CredentialTitle({ credential }: { credential: CredentialRow }) {
  const { subject, application, kind, name } = credential
  const owner = ownerName(subject)
  return (
    <>
      <h2 className="font-semibold text-lg">
        {kind === 'api_key' && name ? name : <OwnerLink id={subject.id}>{owner}</OwnerLink>}
      </h2>
      <p className="text-muted">
        {application.name}
        {kind === 'api_key' && name ? (
          <>
            {' · '}
            <OwnerLink id={subject.id}>{owner}</OwnerLink>
          </>
        ) : (
          subject.email && subject.email !== owner && ` · ${subject.email}`
        )}
      </p>
      <p className="mt-1 flex items-center gap-1 text-faint">
        <span className="mono truncate">{credential.label}</span>
        <CopyButton text={credential.id} label="Copy the id" />
      </p>
    </>
  )
}

function OwnerLink({ id, children }: { id: string; children: ReactNode }) {
  return (
    <Link href={routes.person(id)} className="hover:underline">
      {children}
    </Link>
  )
}

function StoryLine({ story }: { story: CredentialStory }) {
  const data = useLifeline(story)
  return <SmallLifeline data={data} label={`Life of this ${KIND_TEXTS[story.credential.kind].noun}`} />
}

/** The picture of a story's life. */
export function useLifeline(story: CredentialStory): LifelineData {
  return useMemo(() => {
    const { record, policies, uses, refusals, now, credential } = story
    return lifelineOf({
      record,
      policies,
      uses,
      now,
      overlapFrom: story.family.find(({ id }) => id === record.successorId)?.issuedAt ?? null,
      refusals: refusals.map(({ at, word, count }) => ({ at, count, reason: word })),
      word: () => credential.reasonWord ?? 'ended',
    })
  }, [story])
}

/** The generations before and after, where there are any. */
export function FamilyLinks({ story: { credential, family } }: { story: CredentialStory }) {
  const place = family.findIndex(({ id }) => id === credential.id)
  const before = family[place - 1]
  const after = family[place + 1]
  if (place < 0 || (before === undefined && after === undefined)) return null
  const href = (id: string) => (credential.kind === 'session' ? routes.session(id) : routes.key(id))
  return (
    <p className="mt-2.5 flex gap-4">
      {before && (
        <Link className="link" href={href(before.id)}>
          Predecessor, generation {before.generation}
        </Link>
      )}
      {after && (
        <Link className="link" href={href(after.id)}>
          Successor, generation {after.generation}
        </Link>
      )}
    </p>
  )
}
