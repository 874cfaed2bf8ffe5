'use client'

import { useActionState, useEffect, useState } from 'react'
import { ErrorText } from '@/components/form/error-text'
import { Form } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { CodeField } from '@/components/step-up/code-field'
import { useProven } from '@/components/step-up/use-proven'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { notify } from '@/components/ui/notify'
import { Skeleton } from '@/components/ui/skeleton'
import type { TotpProposal } from '@/lib/services/operators/factors/enrol-totp'
import { failedState } from '../../_credential/words'
import { finishTotp, startTotp } from '../actions'
import { RecoveryCodes } from './recovery-codes'

type Proposed = Awaited<ReturnType<typeof startTotp>>

/** Sets up an authenticator app: a code to scan or type, a first code back, and recovery codes with the first factor. */
export function TotpDialog({ onClose }: { onClose: () => void }) {
  const [proposed, setProposed] = useState<Proposed | null>(null)
  const [codes, setCodes] = useState<readonly string[] | null>(null)
  const [proven, question] = useProven()
  useEffect(() => {
    let current = true
    void proven(startTotp).then((answer) => current && setProposed(answer))
    return () => {
      current = false
    }
  }, [proven])
  const done = (recoveryCodes: readonly string[] | null) => {
    notify({ title: 'The authenticator app is set up', description: 'It is asked for from the next sign-in on.' })
    if (recoveryCodes === null) onClose()
    else setCodes(recoveryCodes)
  }
  return (
    <Dialog
      open
      onOpenChange={(next) => !next && onClose()}
      title={codes ? 'Keep your recovery codes' : 'Set up an authenticator app'}
      insistent={codes !== null}
      width="sm"
    >
      {codes && <RecoveryCodes codes={codes} onKept={onClose} />}
      {!codes && proposed?.ok && <Enrolment proposal={proposed.value} onDone={done} onClose={onClose} />}
      {!codes && proposed?.ok === false && <ErrorText error={proposed.error} />}
      {!proposed && <Skeleton className="mx-auto size-44" />}
      {question}
    </Dialog>
  )
}

type EnrolmentProps = {
  proposal: TotpProposal
  onDone: (recoveryCodes: readonly string[] | null) => void
  onClose: () => void
}

function Enrolment({ proposal, onDone, onClose }: EnrolmentProps) {
  const [state, submit, pending] = useActionState(async (_before: FormState, data: FormData): Promise<FormState> => {
    const result = await finishTotp({ sealed: proposal.sealed, code: String(data.get('code') ?? '') })
    if (!result.ok) return failedState(result.error)
    onDone(result.value.recoveryCodes)
    return idle
  }, idle)
  return (
    <Form
      action={submit}
      error={formError(state)}
      pending={pending}
      submit={{ label: 'Set up' }}
      secondary={<Button onClick={onClose}>Cancel</Button>}
    >
      <p className="text-muted">Scan this with the app, or type the secret into it. Then enter the code it shows.</p>
      {/* Black on white in every theme: that is what cameras read. */}
      {/* biome-ignore lint/performance/noImgElement: an address of data needs no optimiser */}
      <img
        src={`data:image/svg+xml,${encodeURIComponent(proposal.qrCode)}`}
        alt="QR code of the secret, for an authenticator app"
        width={176}
        height={176}
        className="mx-auto rounded-md border bg-white p-1"
      />
      <div className="flex items-center gap-1 rounded-md border bg-raised py-1 pr-1 pl-3">
        <output aria-label="Secret" className="mono grow select-all break-all text-xs">
          {proposal.secret.match(/.{1,4}/g)?.join(' ')}
        </output>
        <CopyButton text={proposal.secret} label="Copy the secret" />
      </div>
      <CodeField kind="totp" offer={ONLY_TOTP} onKind={() => undefined} autoFocus={false} />
    </Form>
  )
}

const ONLY_TOTP = { totp: true, recoveryCodes: false }
