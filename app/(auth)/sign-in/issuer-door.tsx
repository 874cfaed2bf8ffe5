'use client'

import { LogIn } from 'lucide-react'
import { useActionState } from 'react'
import { FormErrorLine } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'

export type IssuerDoorProps = {
  /** Server action: leads to the issuer when all is well. */
  action: (before: unknown, data: FormData) => Promise<FormState<null>>
  label: string
  next: string
}

/** Signing in at the issuer of single sign-on. */
export function IssuerDoor({ action, label, next }: IssuerDoorProps) {
  // Not the server action itself: whoever presses the button before the script is here would send the form as it stands, and our
  // policy lets no form lead to the issuer. This way React keeps the press until it can answer it.
  const [state, act, pending] = useActionState<FormState<null>, FormData>((before, data) => action(before, data), idle)
  return (
    <form action={act} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      <Button type="submit" variant="primary" icon={LogIn} pending={pending} className="h-9 w-full">
        Sign in with {label}
      </Button>
      <FormErrorLine error={formError(state)} />
    </form>
  )
}
