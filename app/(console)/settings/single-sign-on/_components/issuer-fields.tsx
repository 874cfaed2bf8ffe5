'use client'

import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'
import { ConnectionTest } from './connection-test'
import type { SsoDraft } from './draft'

export type IssuerFieldsProps = {
  draft: SsoDraft
  change: (changes: Partial<SsoDraft>) => void
  problem: (name: string) => string | undefined
  hasSecret: boolean
  blocked: string | undefined
}

/** Which issuer it is, and how this console introduces itself there. */
export function IssuerFields({ draft, change, problem, hasSecret, blocked }: IssuerFieldsProps) {
  const text = (name: TextName) => ({
    name,
    value: draft[name],
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => change({ [name]: event.target.value }),
    autoComplete: 'off',
    spellCheck: false,
    readOnly: blocked !== undefined,
  })
  return (
    <Card title="Issuer">
      <div className="grid gap-x-4 gap-y-3.5 sm:grid-cols-2">
        <div className="sm:col-span-2">
          <Field
            label="Issuer"
            hint="To the letter what its tokens say, such as https://login.example.org."
            error={problem('issuer')}
          >
            <TextInput {...text('issuer')} type="url" mono required maxLength={500} />
          </Field>
        </div>
        <Field label="Name" hint="Of the button: “Sign in with …”." error={problem('label')}>
          <TextInput {...text('label')} required maxLength={40} />
        </Field>
        <Field label="Groups claim" hint="Nested ones with dots: realm_access.roles." error={problem('groupsClaim')}>
          <TextInput {...text('groupsClaim')} mono required maxLength={100} />
        </Field>
        <Field label="Client id" error={problem('clientId')}>
          <TextInput {...text('clientId')} mono required maxLength={200} />
        </Field>
        <Field label="Client secret" hint={secretHint(hasSecret)} error={problem('clientSecret')}>
          <TextInput {...text('clientSecret')} type="password" mono maxLength={500} autoComplete="new-password" />
        </Field>
        <div className="sm:col-span-2">
          <Field label="Scopes" hint="Besides openid, separated by spaces." error={problem('scopes')}>
            <TextInput {...text('scopes')} mono />
          </Field>
        </div>
      </div>
      <ConnectionTest issuer={draft.issuer} groupsClaim={draft.groupsClaim} blocked={blocked} />
    </Card>
  )
}

type TextName = 'issuer' | 'label' | 'clientId' | 'clientSecret' | 'scopes' | 'groupsClaim'

function secretHint(hasSecret: boolean): string {
  return hasSecret
    ? 'There is one; nobody can read it. Leave this empty to keep it.'
    : 'Stored encrypted; nobody can read it again.'
}
