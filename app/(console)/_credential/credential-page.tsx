'use client'

import { useQuery } from '@tanstack/react-query'
import { CredentialFacts } from '@/components/credential/credential-facts'
import { CredentialHistory } from '@/components/credential/credential-history'
import { CredentialState } from '@/components/credential/credential-state'
import { CredentialTitle, FamilyLinks, useLifeline } from '@/components/credential/credential-story'
import { Lifeline } from '@/components/credential/lifeline/lifeline'
import { ownerName } from '@/components/credential/owner'
import { Page, PageHeader } from '@/components/shell/page'
import { Card } from '@/components/ui/card'
import { ErrorState } from '@/components/ui/error-state'
import { SkeletonLines } from '@/components/ui/skeleton'
import type { RoleBinding } from '@/lib/core/permissions'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { type CredentialRow, type CredentialStory, credentialQuery, type ListedKind } from '@/lib/queries/credentials'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import { ActButtons } from './act-buttons'
import { OverlapCard } from './overlap-card'
import { UsageCard } from './usage-card'
import { useCredentialActs } from './use-credential-acts'

const CRUMBS = {
  session: { label: 'Sessions', href: routes.sessions() },
  api_key: { label: 'API keys', href: routes.keys() },
} as const

/** One credential as a page: the same parts as the sheet, with the large lifeline. */
export function CredentialPage({
  kind,
  id,
  bindings,
}: {
  kind: ListedKind
  id: string
  bindings: readonly RoleBinding[]
}) {
  const query = useQuery(credentialQuery(kind, id))
  const acts = useCredentialActs()
  const story = query.data
  if (story === undefined) {
    return (
      <Page>
        {query.isError ? (
          <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
        ) : (
          <SkeletonLines lines={12} label={`Loading the ${KIND_TEXTS[kind].noun}`} />
        )}
      </Page>
    )
  }
  const { credential } = story
  return (
    <Page>
      <PageHeader
        crumbs={[CRUMBS[kind]]}
        title={titleOf(credential)}
        badge={<CredentialState credential={credential} />}
        actions={<ActButtons credential={credential} bindings={bindings} acts={acts} />}
      />
      <LifeCard story={story} />
      <Overlaps story={story} bindings={bindings} />
      <div className="mt-3.5 grid items-start gap-3.5 lg:grid-cols-[minmax(0,1.15fr)_minmax(0,1fr)]">
        <Card>
          <CredentialTitle credential={credential} />
          <div className="mt-3.5">
            <CredentialFacts credential={credential} />
          </div>
          <FamilyLinks story={story} />
        </Card>
        <Card title="What happened">
          <CredentialHistory story={story} />
        </Card>
      </div>
      <UsageCard id={credential.id} />
      {acts.dialogs}
    </Page>
  )
}

/** The rotation this key began, and the one it came from. */
function Overlaps({ story, bindings }: { story: CredentialStory; bindings: readonly RoleBinding[] }) {
  const { credential, family } = story
  if (credential.kind !== 'api_key') return null
  const predecessor = family.find(({ generation }) => generation === credential.generation - 1)
  return (
    <>
      {credential.successorId !== null && (
        <OverlapCard oldId={credential.id} credential={credential} bindings={bindings} />
      )}
      {predecessor && <OverlapCard oldId={predecessor.id} credential={credential} bindings={bindings} />}
    </>
  )
}

function LifeCard({ story }: { story: CredentialStory }) {
  const data = useLifeline(story)
  const label = `Life of this ${KIND_TEXTS[story.credential.kind].noun}`
  return (
    <Card title={label} note="Explain lets you drag the line through it.">
      <Lifeline key={story.now} data={data} at={story.now} verdict={null} label={label} />
    </Card>
  )
}

function titleOf({ kind, name, subject }: CredentialRow): string {
  return kind === 'api_key' && name ? name : ownerName(subject)
}
