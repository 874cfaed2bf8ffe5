'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { TagInput } from '@/components/form/tag-input'
import { Button } from '@/components/ui/button'
import { useNow } from '@/components/ui/clock'
import { Field } from '@/components/ui/field'
import { Select } from '@/components/ui/select'
import { TextInput } from '@/components/ui/text-input'
import { CALLER_SCOPES } from '@/lib/core/permissions'
import { type ApplicationChoice, ASSAY_SLUG } from '@/lib/queries/applications'
import type { IssuedKey } from '@/lib/services/keys/issue'
import { failedState, partError } from '../../_credential/words'
import { create } from '../actions'
import { AddressListField } from './address-list-field'
import { CallerScopes } from './caller-scopes'
import { type Dates, DatesField, instantsOf, NO_DATES } from './dates-field'
import { type Labels, LabelsFields, NO_LABELS } from './labels-fields'
import { type Owner, OwnerField } from './owner-field'

export type CreateKeyFormProps = {
  applications: readonly ApplicationChoice[]
  onClose: () => void
  onCreated: (key: IssuedKey) => void
}

/** What the key is for, whose it is, what it may do and how long. */
export function CreateKeyForm({ applications, onClose, onCreated }: CreateKeyFormProps) {
  const now = useNow()
  const [draft, setDraft] = useState<Draft>(() => emptyDraft(applications))
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const isService = isAssay(applications, draft.applicationId)
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await create(inputOf(draft, isService, now()))
    if (!result.ok) return failedState(result.error)
    onCreated(result.value)
    return idle
  }, idle)
  const error = (name: string) => fieldError(state, name)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Create', disabledReason: whyNotYet(draft, isService) }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <Field
        label="Application"
        hint={isService ? 'Keys of Assay are service keys: with them an application calls the data plane.' : undefined}
        error={error('applicationId')}
      >
        <Select
          options={applications.map(({ id, name }) => ({ value: id, label: name }))}
          value={draft.applicationId}
          onValueChange={(applicationId) => change({ ...ownerless, applicationId })}
        />
      </Field>
      {isService ? (
        <Field label="Calls as" error={error('representsApplicationId')}>
          <Select
            options={applications
              .filter(({ slug }) => slug !== ASSAY_SLUG)
              .map(({ id, name }) => ({ value: id, label: name }))}
            value={draft.representsId}
            onValueChange={(representsId) => change({ representsId })}
          />
        </Field>
      ) : (
        <OwnerField
          applicationId={draft.applicationId ?? ''}
          owner={draft.owner}
          onChange={(owner) => change({ owner })}
          error={error('subject.externalId') ?? error('subject')}
        />
      )}
      <div className="grid gap-3.5 sm:grid-cols-2">
        <Field label="Name" error={error('name')}>
          <TextInput
            required
            maxLength={200}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field label="Purpose" aside="optional" error={error('purpose')}>
          <TextInput
            maxLength={1_000}
            autoComplete="off"
            value={draft.purpose}
            onChange={(event) => change({ purpose: event.target.value })}
          />
        </Field>
      </div>
      <LabelsFields labels={draft.labels} onChange={(labels) => change({ labels })} state={state} />
      {isService ? (
        <CallerScopes scopes={draft.callerScopes} onChange={(callerScopes) => change({ callerScopes })} />
      ) : (
        <Field label="Scopes" aside="optional" error={partError(state, 'scopes')}>
          <TagInput
            tags={draft.scopes}
            onChange={(scopes) => change({ scopes })}
            placeholder="orders:read orders:write"
          />
        </Field>
      )}
      <AddressListField
        addresses={draft.allowedAddresses}
        onChange={(allowedAddresses) => change({ allowedAddresses })}
        error={partError(state, 'allowedAddresses')}
      />
      <DatesField
        dates={draft.dates}
        onChange={(dates) => change({ dates })}
        errors={{ expiresAt: error('expiresAt'), notBefore: error('notBefore') }}
      />
    </Form>
  )
}

// All of it is state: what a form holds by itself React empties when the action has answered, also with a refusal.
interface Draft {
  readonly name: string
  readonly purpose: string
  readonly applicationId: string | null
  readonly representsId: string | null
  readonly owner: Owner
  readonly scopes: readonly string[]
  readonly callerScopes: readonly string[]
  readonly dates: Dates
  readonly labels: Labels
  readonly allowedAddresses: readonly string[]
}

// People belong to a directory, so another application may know none of those chosen before.
const ownerless = { owner: { kind: 'known', subject: null }, representsId: null } as const

function emptyDraft(applications: readonly ApplicationChoice[]): Draft {
  const own = applications.filter(({ slug }) => slug !== ASSAY_SLUG)
  const only = own.length === 1 ? own[0] : undefined
  return {
    ...ownerless,
    name: '',
    purpose: '',
    applicationId: only?.id ?? null,
    scopes: [],
    callerScopes: CALLER_SCOPES,
    dates: NO_DATES,
    labels: NO_LABELS,
    allowedAddresses: [],
  }
}

function isAssay(applications: readonly ApplicationChoice[], id: string | null): boolean {
  return applications.some((application) => application.id === id && application.slug === ASSAY_SLUG)
}

function whyNotYet({ applicationId, representsId, owner }: Draft, isService: boolean): string | undefined {
  if (applicationId === null) return 'Choose an application first.'
  if (isService) return representsId === null ? 'Choose the application that calls with it.' : undefined
  return owner.kind === 'known' && owner.subject === null ? 'Choose the owner first.' : undefined
}

function inputOf(draft: Draft, isService: boolean, now: number): Parameters<typeof create>[0] {
  const { contact, tags } = draft.labels
  const shared = {
    name: draft.name,
    purpose: draft.purpose || null,
    contact: contact.trim() || null,
    tags: [...tags],
    allowedAddresses: [...draft.allowedAddresses],
    ...instantsOf(draft.dates, now),
  }
  if (isService)
    return { ...shared, representsApplicationId: draft.representsId ?? '', scopes: [...draft.callerScopes] }
  return {
    ...shared,
    applicationId: draft.applicationId ?? '',
    subject: subjectOf(draft.owner),
    scopes: [...draft.scopes],
  }
}

function subjectOf(owner: Owner) {
  if (owner.kind === 'known') return { externalId: owner.subject?.externalId ?? '' }
  return { externalId: owner.externalId, type: 'service' } as const
}
