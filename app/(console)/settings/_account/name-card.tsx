'use client'

import { useActionState, useEffect, useState } from 'react'
import { FormErrorLine } from '@/components/form/form'
import { type FormState, fieldError, formError, idle } from '@/components/form/form-state'
import { keepFields } from '@/components/form/keep-fields'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Field } from '@/components/ui/field'
import { notify } from '@/components/ui/notify'
import { TextInput } from '@/components/ui/text-input'
import { saveName } from '../actions'

/** Who the operator is, and the name they act under. */
export function NameCard({ name, email }: { name: string; email: string }) {
  const [state, submit, pending] = useActionState<FormState<{ name: string }>, FormData>(saveName, idle)
  const [typed, setTyped] = useState(name)
  useEffect(() => {
    if (state.status === 'done') notify({ title: `Your name is ${state.result.name}` })
  }, [state])
  const problem = fieldError(state, 'name')
  return (
    <Card title="You" note={email}>
      <form action={submit} onSubmit={keepFields(submit, pending)} className="flex max-w-110 flex-col gap-3">
        <Field label="Name" hint="Stands beside everything you do here." error={problem}>
          <TextInput
            name="name"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            autoComplete="name"
            required
            maxLength={120}
          />
        </Field>
        {problem === undefined && <FormErrorLine error={formError(state)} />}
        <div>
          <Button
            type="submit"
            pending={pending}
            disabledReason={typed.trim() === name ? 'This is your name already.' : undefined}
          >
            Save
          </Button>
        </div>
      </form>
    </Card>
  )
}
