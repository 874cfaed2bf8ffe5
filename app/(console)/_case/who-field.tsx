'use client'

import { useQuery } from '@tanstack/react-query'
import { useDeferredValue, useState } from 'react'
import { ownerName } from '@/components/credential/owner'
import { Button } from '@/components/ui/button'
import { Field } from '@/components/ui/field'
import { itemStyle } from '@/components/ui/popup-style'
import { TextInput } from '@/components/ui/text-input'
import { peopleSearchQuery } from '@/lib/queries/people'
import type { SubjectMatch } from '@/lib/services/subjects/search'

export interface WhoFieldProps {
  /** Where to look for them; nobody is offered without it. */
  readonly applicationId: string
  readonly person: SubjectMatch | null
  /** The evidence may say whose it is: then nothing need be typed. */
  readonly known: boolean
  readonly onChoose: (person: SubjectMatch | null) => void
  readonly error: string | undefined
}

/** Who it is: a person that is found, or plain words. */
export function WhoField({ applicationId, person, known, onChoose, error }: WhoFieldProps) {
  const [text, setText] = useState('')
  const asked = useDeferredValue(text.trim())
  const { data = [] } = useQuery(peopleSearchQuery(applicationId, asked))
  if (person !== null) {
    return (
      <div className="flex items-center gap-2">
        <span className="min-w-0 grow truncate">
          <span className="text-muted">Who </span>
          <span className="font-medium">{ownerName(person)}</span>
        </span>
        <Button size="sm" onClick={() => onChoose(null)}>
          Change
        </Button>
      </div>
    )
  }
  return (
    <div>
      <Field
        label="Who"
        aside={known ? 'optional' : undefined}
        hint={known ? 'Left empty, it is whoever the evidence names.' : 'Their name or mail, as they gave it.'}
        error={error}
      >
        <TextInput
          name="who"
          value={text}
          onChange={(event) => setText(event.target.value)}
          maxLength={200}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      {data.length > 0 && asked !== '' && (
        <ul aria-label="Matching people" className="mt-1 max-h-44 overflow-y-auto rounded-md border p-1">
          {data.map((match) => (
            <li key={match.id}>
              <button type="button" onClick={() => onChoose(match)} className={`${itemStyle} w-full hover:bg-hover`}>
                <span className="truncate font-medium">{ownerName(match)}</span>
                <span className="truncate text-muted">{match.email ?? match.externalId}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
