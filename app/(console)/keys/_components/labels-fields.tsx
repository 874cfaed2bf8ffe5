import type { FormState } from '@/components/form/form-state'
import { fieldError } from '@/components/form/form-state'
import { TagInput } from '@/components/form/tag-input'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { partError } from '../../_credential/words'

/** What a key is found by, and whom to ask about it. */
export interface Labels {
  readonly contact: string
  readonly tags: readonly string[]
}

export const NO_LABELS: Labels = { contact: '', tags: [] }

export type LabelsFieldsProps = { labels: Labels; onChange: (labels: Labels) => void; state: FormState<unknown> }

export function LabelsFields({ labels, onChange, state }: LabelsFieldsProps) {
  return (
    <div className="grid gap-3.5 sm:grid-cols-2">
      <Field
        label="Contact"
        aside="optional"
        hint="Whom to ask about it: a team or a mail."
        error={fieldError(state, 'contact')}
      >
        <TextInput
          maxLength={200}
          autoComplete="off"
          value={labels.contact}
          onChange={(event) => onChange({ ...labels, contact: event.target.value })}
        />
      </Field>
      <Field label="Tags" aside="optional" hint="Lower-case words, at most 10." error={partError(state, 'tags')}>
        <TagInput
          tags={labels.tags}
          onChange={(tags) => onChange({ ...labels, tags: tags.map((tag) => tag.toLowerCase()) })}
          placeholder="nightly team-7"
        />
      </Field>
    </div>
  )
}
