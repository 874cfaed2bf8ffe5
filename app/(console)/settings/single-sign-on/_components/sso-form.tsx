'use client'

import { useActionState, useState } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { SelectOnDemand } from '@/components/ui/select-on-demand'
import type { ApplicationChoice } from '@/lib/queries/applications'
import type { SsoSettings } from '@/lib/services/operators/sso/settings'
import { failedState } from '../../../_credential/words'
import { saveSettings } from '../actions'
import { draftOf, inputOf, type SsoDraft } from './draft'
import { GroupTable } from './group-table'
import { IssuerFields } from './issuer-fields'

export type SsoFormProps = {
  /** Null while there are none. */
  settings: SsoSettings | null
  applications: readonly ApplicationChoice[]
  /** Why the operator may not change them. */
  blocked: string | undefined
}

/** Everything about single sign-on, saved as a whole. */
export function SsoForm({ settings, applications, blocked }: SsoFormProps) {
  const [draft, setDraft] = useState(() => draftOf(settings))
  const change = (changes: Partial<SsoDraft>) => setDraft((before) => ({ ...before, ...changes }))
  const [state, save, pending] = useActionState(async (): Promise<FormState> => {
    const result = await saveSettings(inputOf(draft))
    if (!result.ok) return failedState(result.error)
    setDraft(draftOf(result.value))
    notify({ title: 'Single sign-on is saved', description: 'It counts from the next sign-in on.' })
    return idle
  }, idle)
  const problem = (name: string) => fieldError(state, name)
  return (
    <Form
      action={save}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Save', disabledReason: blocked }}
      className="gap-3.5"
    >
      <IssuerFields
        draft={draft}
        change={change}
        problem={problem}
        hasSecret={settings?.hasSecret ?? false}
        blocked={blocked}
      />
      <Card title="Groups" note="What people of a group at the issuer may do here, decided anew at every sign-in.">
        <div className="flex flex-col gap-4">
          <GroupTable
            groups={draft.groups}
            applications={applications}
            onChange={(groups) => change({ groups })}
            problem={problem}
          />
          <Field label="Everybody else" error={problem('defaultRole')}>
            <SelectOnDemand
              options={DEFAULT_ROLES}
              value={draft.defaultRole ?? 'none'}
              onValueChange={(value) => change({ defaultRole: value === 'none' ? null : value })}
              className="sm:max-w-72"
            />
          </Field>
        </div>
      </Card>
      <Card title="The door">
        <div className="flex flex-col gap-3">
          <Checkbox
            label="Operators can sign in at the issuer"
            checked={draft.enabled}
            onChange={(event) => change({ enabled: event.target.checked })}
          />
          <Checkbox
            label="Everybody may also sign in without the issuer"
            hint="Owners always may: they are the way in when the issuer fails."
            checked={draft.passwordsAllowed}
            onChange={(event) => change({ passwordsAllowed: event.target.checked })}
          />
        </div>
      </Card>
    </Form>
  )
}

const DEFAULT_ROLES = [
  { value: 'none', label: 'Stays out' },
  { value: 'support', label: 'Comes in as support' },
  { value: 'auditor', label: 'Comes in as auditor' },
] as const
