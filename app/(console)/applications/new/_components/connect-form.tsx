'use client'

import dynamic from 'next/dynamic'
import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { Segmented } from '@/components/ui/segmented'
import { TextInput } from '@/components/ui/text-input'
import { ENVIRONMENTS, type Environment } from '@/lib/core/credential'
import type { RoleBinding } from '@/lib/core/permissions'
import { ENVIRONMENT_TEXTS } from '@/lib/locale/en/environments'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { failedState } from '../../../_credential/words'
import { connect } from '../actions'
import type { Connected } from './connected-dialog'

const ConnectedDialog = dynamic(() => import('./connected-dialog').then((module) => module.ConnectedDialog), {
  ssr: false,
})

export type ConnectFormProps = {
  bindings: readonly RoleBinding[]
  /** Where the application reaches the data plane. */
  apiUrl: string
  /** In use already: an application may share one. */
  directories: readonly string[]
}

/** What Assay must know of an application. What it answers, the secret among it, is in this state alone. */
export function ConnectForm({ bindings, apiUrl, directories }: ConnectFormProps) {
  const [draft, setDraft] = useState<Draft>(EMPTY)
  const [created, setCreated] = useState<Connected | null>(null)
  const change = (changes: Partial<Draft>) => setDraft({ ...draft, ...changes })
  const slug = draft.slug ?? slugOf(draft.name)
  const [state, submit, pending] = useActionState(async (): Promise<FormState> => {
    const result = await connect(inputOf(draft, slug))
    if (!result.ok) return failedState(result.error)
    setCreated(result.value)
    setDraft(EMPTY)
    return idle
  }, idle)
  const error = (name: string) => fieldError(state, name)
  return (
    <Card className="max-w-160">
      <Form
        action={submit}
        error={formError(state)}
        pending={pending}
        submit={{
          label: 'Connect',
          disabledReason: whyNotPermitted(bindings, 'applications.create', 'connect applications', null),
        }}
      >
        <Field label="Name" hint="As operators and customers know it: Storefront." error={error('name')}>
          <TextInput
            required
            maxLength={200}
            autoComplete="off"
            value={draft.name}
            onChange={(event) => change({ name: event.target.value })}
          />
        </Field>
        <Field
          label="Short name"
          hint="The audience its tokens are good for. It cannot be changed."
          error={error('slug')}
        >
          <TextInput
            mono
            required
            maxLength={39}
            autoComplete="off"
            spellCheck={false}
            value={slug}
            onChange={(event) => change({ slug: event.target.value })}
          />
        </Field>
        <div>
          <p className="mb-1.25 font-medium">Environment</p>
          <Segmented<Environment>
            label="Environment"
            value={draft.environment}
            onValueChange={(environment) => change({ environment })}
            options={ENVIRONMENTS.map((value) => ({ value, label: ENVIRONMENT_TEXTS[value].label }))}
          />
          <p className="mt-1.25 text-muted text-xs">{ENVIRONMENT_TEXTS[draft.environment].meaning}</p>
        </div>
        <Field label="Directory" aside="optional" hint={directoryHint(slug, directories)} error={error('directory')}>
          <TextInput
            mono
            maxLength={39}
            autoComplete="off"
            spellCheck={false}
            placeholder={slug || 'storefront'}
            value={draft.directory}
            onChange={(event) => change({ directory: event.target.value })}
          />
        </Field>
        <Field
          label="Sign-in address"
          aside="optional"
          hint="Where its people sign in again after a session has ended."
          error={error('signInUrl')}
        >
          <TextInput
            type="url"
            maxLength={2_000}
            autoComplete="off"
            placeholder="https://shop.example.org/sign-in"
            value={draft.signInUrl}
            onChange={(event) => change({ signInUrl: event.target.value })}
          />
        </Field>
      </Form>
      {created && <ConnectedDialog created={created} apiUrl={apiUrl} onClose={() => setCreated(null)} />}
    </Card>
  )
}

// All of it is state: what a form holds by itself React empties when the action has answered, also with a refusal.
interface Draft {
  readonly name: string
  /** Null while it follows the name. */
  readonly slug: string | null
  readonly environment: Environment
  readonly directory: string
  readonly signInUrl: string
}

const EMPTY: Draft = { name: '', slug: null, environment: 'live', directory: '', signInUrl: '' }

function inputOf({ name, environment, directory, signInUrl }: Draft, slug: string): Parameters<typeof connect>[0] {
  return { name, slug, environment, signInUrl: signInUrl || null, ...(directory !== '' && { directory }) }
}

/** "Help Desk (EU)" → "help-desk-eu". */
function slugOf(name: string): string {
  const plain = name
    .normalize('NFD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
  return plain.replaceAll(/^[-0-9]+|-+$/g, '').slice(0, 39)
}

function directoryHint(slug: string, directories: readonly string[]): string {
  const shared = directories.filter((directory) => directory !== 'operators')
  const known = shared.length === 0 ? '' : ` In use: ${shared.join(', ')}.`
  return `Applications of one user base share a directory. Empty: its own, ${slug || 'named after it'}.${known}`
}
