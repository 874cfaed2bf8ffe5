'use client'

import { useActionState, useEffect } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Card } from '@/components/ui/card'
import { Checkbox } from '@/components/ui/checkbox'
import { notify } from '@/components/ui/notify'
import { NOTICE_KINDS, type NoticeKind } from '@/lib/core/notice'
import { NOTICE_TEXTS } from '@/lib/locale/en/notices'
import { changeMail } from '../actions'

type MailSwitchesProps = { enabled: boolean; kindsOff: readonly NoticeKind[]; blocked: string | undefined }

/** Which mails this installation sends. What waits already is still sent. */
export function MailSwitches({ enabled, kindsOff, blocked }: MailSwitchesProps) {
  const [state, act, pending] = useActionState<FormState<unknown>, FormData>(changeMail, idle)
  useEffect(() => {
    if (state.status === 'done') void notify({ title: 'Mail settings saved' })
  }, [state])
  return (
    <Card title="Which mails are sent" note="An application may send fewer.">
      <Form action={act} error={formError(state)} pending={pending} submit={{ label: 'Save', disabledReason: blocked }}>
        <Checkbox
          name="enabled"
          defaultChecked={enabled}
          label="Send mails"
          hint="Off: nothing is queued, for any application."
        />
        <fieldset className="grid gap-2.5 border-t pt-3 sm:grid-cols-2">
          <legend className="sr-only">Mails</legend>
          {NOTICE_KINDS.filter((kind) => kind !== 'mail_test').map((kind) => (
            <Checkbox
              key={kind}
              name={kind}
              defaultChecked={!kindsOff.includes(kind)}
              label={NOTICE_TEXTS[kind].label}
              hint={NOTICE_TEXTS[kind].when}
            />
          ))}
        </fieldset>
      </Form>
    </Card>
  )
}
