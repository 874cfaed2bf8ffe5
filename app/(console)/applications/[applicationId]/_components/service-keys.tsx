'use client'

import { KeyRound } from 'lucide-react'
import { DataTable } from '@/components/table/data-table'
import { ButtonLink } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { EmptyState } from '@/components/ui/empty-state'
import { useOpenId } from '@/components/ui/use-open-id'
import type { RoleBinding } from '@/lib/core/permissions'
import type { ApplicationStory } from '@/lib/queries/applications'
import type { CredentialRow } from '@/lib/queries/credentials'
import { routes } from '@/lib/routes'
import { CredentialSheet } from '../../../_credential/credential-sheet'
import type { CredentialActs } from '../../../_credential/use-credential-acts'
import { credentialName } from '../../../_credential/words'
import { keyColumns } from '../../../keys/_components/columns'

export type ServiceKeysProps = {
  application: ApplicationStory
  bindings: readonly RoleBinding[]
  acts: CredentialActs
}

/** The keys it calls the data plane with: each opens with its acts; new ones are made where all keys are. */
export function ServiceKeys({ application: { serviceKeys, name }, bindings, acts }: ServiceKeysProps) {
  const { openId, open, close } = useOpenId()
  const live = serviceKeys.filter(({ state }) => state !== 'ended').length
  return (
    <Card
      className="mt-3.5"
      title="Service keys"
      note={`${live} live; with these it calls Assay`}
      aside={
        <ButtonLink variant="quiet" size="sm" href={routes.keys({ person: name })}>
          All of them, and new ones
        </ButtonLink>
      }
    >
      <DataTable
        id="service-keys"
        label="Service keys"
        columns={SHOWN}
        rows={serviceKeys}
        rowId={idOf}
        rowName={credentialName}
        status="ready"
        empty={
          <EmptyState
            icon={KeyRound}
            title="It has no service key"
            next="Create one under API keys: application Assay, calling as this one."
          />
        }
        total={{ count: serviceKeys.length, exact: true }}
        hasMore={false}
        loadMore={() => undefined}
        isLoadingMore={false}
        onOpen={open}
        openId={openId}
        fit="card"
      />
      <CredentialSheet
        kind="api_key"
        openId={openId}
        row={serviceKeys.find(({ id }) => id === openId)}
        bindings={bindings}
        acts={acts}
        onClose={close}
      />
    </Card>
  )
}

const SHOWN = keyColumns.filter(({ id }) => id !== 'application' && id !== 'owner')

function idOf({ id }: CredentialRow): string {
  return id
}
