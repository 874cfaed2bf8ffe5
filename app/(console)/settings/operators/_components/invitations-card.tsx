'use client'

import dynamic from 'next/dynamic'
import { useState, useTransition } from 'react'
import { useProven } from '@/components/step-up/use-proven'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/notify'
import { Time } from '@/components/ui/time'
import { plural } from '@/lib/format/count'
import type { InvitationView } from '@/lib/services/operators/invitations/list-invitations'
import { renew, withdraw } from '../actions'
import type { MadeInvitation } from './invitation-link'
import type { OperatorSetting } from './setting'
import { whyNotInvite } from './why-not'
import { bindingLines } from './words'

const RenewedDialog = dynamic(() => import('./renewed-dialog').then((module) => module.RenewedDialog), { ssr: false })

export type InvitationsCardProps = {
  invitations: readonly InvitationView[]
  setting: OperatorSetting
  refresh: () => Promise<void>
}

/** Who was asked and has not come yet. */
export function InvitationsCard({ invitations, setting, refresh }: InvitationsCardProps) {
  const [made, setMade] = useState<MadeInvitation | null>(null)
  const [busy, setBusy] = useState<string | null>(null)
  const [, start] = useTransition()
  const [proven, question] = useProven()
  const act = (invitation: InvitationView, what: 'renew' | 'withdraw') => {
    setBusy(`${what} ${invitation.id}`)
    start(async () => {
      if (what === 'renew') await renewOne(invitation)
      else await withdrawOne(invitation)
      setBusy(null)
      await refresh()
    })
  }
  const renewOne = async ({ id, name, email }: InvitationView) => {
    const result = await proven(() => renew({ invitationId: id }))
    if (result.ok) setMade({ name, email, ...result.value })
    else tellFailure(result.error)
  }
  const withdrawOne = async ({ id, name }: InvitationView) => {
    const result = await proven(() => withdraw({ invitationId: id }))
    if (result.ok) notify({ title: `The invitation of ${name} is withdrawn` })
    else tellFailure(result.error)
  }
  if (invitations.length === 0 && made === null) return question
  return (
    <Card title="Invitations" note={`${plural(invitations.length, 'is', 'are')} open`}>
      <ul aria-label="Invitations" className="flex flex-col">
        {invitations.map((invitation) => (
          <InvitationRow
            key={invitation.id}
            invitation={invitation}
            setting={setting}
            busy={busy}
            onAct={(what) => act(invitation, what)}
          />
        ))}
      </ul>
      {question}
      {made && <RenewedDialog made={made} onDone={() => setMade(null)} />}
    </Card>
  )
}

function tellFailure({ message }: { readonly message: string }): void {
  notify({ title: 'Nothing was changed', description: message, tone: 'failed' })
}

type InvitationRowProps = {
  invitation: InvitationView
  setting: OperatorSetting
  busy: string | null
  onAct: (what: 'renew' | 'withdraw') => void
}

function InvitationRow({ invitation, setting, busy, onAct }: InvitationRowProps) {
  const { id, name, email, bindings, invitedBy, invitedAt, expiresAt, expired } = invitation
  const blocked = whyNotInvite(setting.bindings, bindings)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 not-first:border-t">
      <div className="min-w-0 grow basis-60">
        <p className="flex flex-wrap items-center gap-x-2">
          <span className="font-medium">{name}</span>
          <span className="text-muted">{email}</span>
          {expired && <Badge tone="soon">too old</Badge>}
        </p>
        <p className="text-muted text-xs">
          {bindingLines(bindings, setting.applications).join(', ')} · invited by {invitedBy} <Time at={invitedAt} /> ·{' '}
          {expired ? 'was good until' : 'good until'} <Time at={expiresAt} form="absolute" />
        </p>
      </div>
      <Button
        size="sm"
        aria-label={`New link for ${name}`}
        pending={busy === `renew ${id}`}
        disabledReason={blocked}
        onClick={() => onAct('renew')}
      >
        New link
      </Button>
      <Button
        size="sm"
        variant="danger"
        aria-label={`Withdraw the invitation of ${name}`}
        pending={busy === `withdraw ${id}`}
        disabledReason={blocked}
        onClick={() => onAct('withdraw')}
      >
        Withdraw
      </Button>
    </li>
  )
}
