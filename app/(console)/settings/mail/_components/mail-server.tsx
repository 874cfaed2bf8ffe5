'use client'

import { useActionState, useEffect } from 'react'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/notify'
import { Time } from '@/components/ui/time'
import type { MailOverview } from '@/lib/services/notices/read-settings'
import { testMail } from '../actions'

type MailServerProps = { server: MailOverview['server']; email: string; blocked: string | undefined }

/** Whether mails can leave at all, and a way to try it. */
export function MailServer({ server, email, blocked }: MailServerProps) {
  const [state, act, pending] = useActionState<FormState<{ to: string }>, FormData>(testMail, idle)
  useEffect(() => {
    if (state.status === 'done')
      void notify({ title: 'Test mail queued', description: `It goes to ${state.result.to}.` })
  }, [state])
  const missing = server.set ? undefined : 'No worker has a mail server.'
  return (
    <Card title="Mail server">
      <p className="mb-3">
        {server.set ? (
          <>
            Mails are sent as <span className="font-mono">{server.sender}</span>.{' '}
            <span className="text-muted">
              The worker said so <Time at={server.reportedAt} />.
            </span>
          </>
        ) : (
          'No mail server is set: no mails are queued. Set ASSAY_SMTP_URL and ASSAY_MAIL_FROM for the worker and start it again.'
        )}
      </p>
      <Form
        action={act}
        error={formError(state)}
        pending={pending}
        submit={{ label: 'Send a test mail to me', variant: 'default', disabledReason: blocked ?? missing }}
      >
        <p className="text-muted">It goes to {email} and shows below with what became of it.</p>
      </Form>
    </Card>
  )
}
