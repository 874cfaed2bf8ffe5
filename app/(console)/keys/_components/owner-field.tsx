'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ownerName } from '@/components/credential/owner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { itemStyle } from '@/components/ui/popup-style'
import { Segmented } from '@/components/ui/segmented'
import { TextInput } from '@/components/ui/text-input'
import { peopleSearchQuery } from '@/lib/queries/people'
import type { SubjectMatch } from '@/lib/services/subjects/search'

/** Whose key it is: somebody known, or a service that is made with it. */
export type Owner =
  | { readonly kind: 'known'; readonly subject: SubjectMatch | null }
  | { readonly kind: 'service'; readonly externalId: string }

export type OwnerFieldProps = {
  applicationId: string
  owner: Owner
  onChange: (owner: Owner) => void
  error: string | undefined
}

export function OwnerField({ applicationId, owner, onChange, error }: OwnerFieldProps) {
  return (
    <div className="flex flex-col gap-2">
      <div>
        <Segmented
          label="Who owns it"
          value={owner.kind}
          onValueChange={(kind) =>
            onChange(kind === 'known' ? { kind, subject: null } : { kind: 'service', externalId: '' })
          }
          options={[
            { value: 'known', label: 'Somebody known' },
            { value: 'service', label: 'A new service' },
          ]}
        />
      </div>
      {owner.kind === 'service' ? (
        <Field label="Owner" hint="The id its application knows it by, such as nightly-export." error={error}>
          <TextInput
            mono
            required
            maxLength={200}
            autoComplete="off"
            value={owner.externalId}
            onChange={(event) => onChange({ kind: 'service', externalId: event.target.value })}
          />
        </Field>
      ) : owner.subject === null ? (
        <OwnerSearch
          applicationId={applicationId}
          error={error}
          onChoose={(subject) => onChange({ kind: 'known', subject })}
        />
      ) : (
        <div className="flex items-center gap-2">
          <span className="min-w-0 grow truncate">
            <span className="text-muted">Owner </span>
            <span className="font-medium">{ownerName(owner.subject)}</span>
            <span className="text-muted"> {detailOf(owner.subject)}</span>
          </span>
          <Button size="sm" onClick={() => onChange({ kind: 'known', subject: null })}>
            Change
          </Button>
        </div>
      )}
    </div>
  )
}

type OwnerSearchProps = {
  applicationId: string
  error: string | undefined
  onChoose: (subject: SubjectMatch) => void
}

function OwnerSearch({ applicationId, error, onChoose }: OwnerSearchProps) {
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data, isError } = useQuery(peopleSearchQuery(applicationId, asked))
  return (
    <div>
      <Field
        label="Owner"
        hint={applicationId === '' ? 'Choose the application first.' : 'Beginning of a name, mail or id.'}
        error={error}
      >
        <TextInput
          value={text}
          onChange={(event) => setText(event.target.value)}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
        />
      </Field>
      <div role="status" className="mt-1 text-muted">
        {isError && 'The search did not answer. Type again.'}
        {data?.length === 0 && asked !== '' && 'Nobody of this application begins like this.'}
      </div>
      {data && data.length > 0 && asked !== '' && (
        <ul aria-label="Matching owners" className="max-h-44 overflow-y-auto rounded-md border p-1">
          {data.map((subject) => (
            <li key={subject.id}>
              <button type="button" onClick={() => onChoose(subject)} className={`${itemStyle} w-full hover:bg-hover`}>
                <span className="truncate font-medium">{ownerName(subject)}</span>
                <span className="truncate text-muted">{detailOf(subject)}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}

function detailOf({ name, email, externalId, type }: SubjectMatch): string {
  return [name === null ? null : (email ?? externalId), type === 'service' ? 'service' : null]
    .filter(Boolean)
    .join(' · ')
}
