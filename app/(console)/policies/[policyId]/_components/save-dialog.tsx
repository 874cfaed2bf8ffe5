'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { fieldError } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextArea, TextInput } from '@/components/ui/text-input'
import { count, plural } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { CREDENTIAL_KEYS } from '@/lib/queries/credentials'
import { matchingPreset } from './presets-bar'
import { type Saving, saveLimits, unsaved } from './save-limits'
import { SaveSummary } from './save-summary'
import type { SaveVersionProps } from './save-version'
import { policyTitle } from './words'

interface SaveDialogProps extends Omit<SaveVersionProps, 'blocked'> {
  readonly open: boolean
  readonly onClose: () => void
}

/** From this many endings on the number must be typed, as with every act upon many. */
const TYPED_ABOVE = 100

export function SaveDialog({ open, onClose, ...props }: SaveDialogProps) {
  const next = (props.policy.versions[0]?.version ?? 0) + 1
  return (
    <Dialog
      open={open}
      onOpenChange={(stays) => !stays && onClose()}
      title={`Save version ${next} of ${policyTitle(props.policy)}?`}
    >
      <SaveForm {...props} version={next} onClose={onClose} />
    </Dialog>
  )
}

type SaveFormProps = Omit<SaveDialogProps, 'open'> & { readonly version: number }

// Mounted anew with every opening, so that the note of one version does not show up in the next.
function SaveForm({ policy, draft, preview, version, onClose }: SaveFormProps) {
  const [typed, setTyped] = useState('')
  const saved = useSaved(policy.id, onClose)
  const endings = preview.exact ? (preview.effect?.endNow.count ?? null) : null
  const [state, submit, pending] = useActionState(async (_before: Saving, data: FormData): Promise<Saving> => {
    const answer = await saveLimits({ policy, limits: draft.limits, endings, note: String(data.get('note') ?? '') })
    if (answer.status === 'done') saved(answer.version, draft.discard)
    return answer
  }, unsaved)
  if (state.status === 'overtaken') return <Overtaken message={state.message} onClose={onClose} />
  const { noun, plural: many } = KIND_TEXTS[policy.kind]
  return (
    <Form
      action={submit}
      error={state.status === 'failed' ? state.error : undefined}
      pending={pending}
      submit={{
        label: `Save version ${version}`,
        variant: endings === 0 ? 'primary' : 'destroy',
        disabledReason: whyNotYet(endings, typed),
      }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <SaveSummary policy={policy} draft={draft} effect={endings === null ? null : preview.effect} />
      <Field
        label="Note"
        hint="Kept with the version and in the audit. Name the standard or the ticket."
        error={state.status === 'failed' ? fieldError(state, 'note') : undefined}
      >
        <TextArea
          name="note"
          required
          maxLength={1_000}
          rows={2}
          defaultValue={matchingPreset(policy.kind, draft.limits)?.source}
        />
      </Field>
      {endings !== null && endings > TYPED_ABOVE && (
        <Field label={`Type ${count(endings)} to end ${plural(endings, noun, many)}`} error={undefined}>
          <TextInput
            mono
            inputMode="numeric"
            autoComplete="off"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </Field>
      )}
    </Form>
  )
}

function whyNotYet(endings: number | null, typed: string): string | undefined {
  if (endings === null) return 'The effect is being counted.'
  if (endings <= TYPED_ABOVE || typed.replace(/\D/g, '') === String(endings)) return undefined
  return `Type ${count(endings)} first.`
}

// The page itself comes anew with the action's answer; a refresh would be lost when the draft leaves the URL.
function useSaved(policyId: string, onClose: () => void) {
  const client = useQueryClient()
  return (version: number, discard: () => void) => {
    notify({ title: `Version ${version} is in force`, tone: 'done' })
    discard()
    onClose()
    for (const key of [...CREDENTIAL_KEYS, 'policy']) {
      void client.invalidateQueries({ queryKey: key === 'policy' ? [key, policyId] : [key] })
    }
  }
}

/** Somebody was faster: their version is loaded, and what was tried stays as it is to be looked at again. */
function Overtaken({ message, onClose }: { message: string; onClose: () => void }) {
  const router = useRouter()
  const look = () => {
    router.refresh()
    onClose()
  }
  return (
    <div>
      <p role="alert" className="rounded-md bg-soon-soft px-3 py-2 text-soon-ink">
        {message}
      </p>
      <p className="mt-2 text-muted">Nothing was saved. Your limits stay as you set them; the count is made again.</p>
      <div className="mt-4 flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" onClick={look}>
          Look at their version
        </Button>
      </div>
    </div>
  )
}
