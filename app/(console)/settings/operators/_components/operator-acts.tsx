'use client'

import { Link2, Power, PowerOff, RotateCcw, ShieldCheck, UserX } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { OperatorBriefProps } from './operator-brief'
import { useOperatorChanged } from './use-changed'
import { whyNotManage } from './why-not'

const RolesDialog = dynamic(() => import('./roles-dialog').then((module) => module.RolesDialog), { ssr: false })
const SwitchDialog = dynamic(() => import('./switch-dialog').then((module) => module.SwitchDialog), { ssr: false })
const ResetDialog = dynamic(() => import('./reset-dialog').then((module) => module.ResetDialog), { ssr: false })
const IdentityDialog = dynamic(() => import('./identity-dialog').then((module) => module.IdentityDialog), {
  ssr: false,
})

type What = 'roles' | 'reset' | 'identity' | 'disable' | 'enable' | 'remove'

/** What may be done to an operator. What may not says why. */
export function OperatorActs({ operator, setting, onGone }: OperatorBriefProps) {
  const [what, setWhat] = useState<What | null>(null)
  const changed = useOperatorChanged()
  const { bindings, applications, issuerLabel } = setting
  const blocked = whyNotManage(bindings, operator)
  const close = () => setWhat(null)
  const done = () => {
    if (what === 'remove') onGone()
    changed()
  }
  const dialog = { operator, onClose: close, onDone: done }
  return (
    <>
      <Button icon={ShieldCheck} disabledReason={blocked} onClick={() => setWhat('roles')}>
        Change roles…
      </Button>
      <Button icon={RotateCcw} disabledReason={whyNotReset(setting, operator)} onClick={() => setWhat('reset')}>
        Reset sign-in…
      </Button>
      {issuerLabel !== null && (
        <Button
          icon={Link2}
          disabledReason={whyNotPermitted(bindings, 'sso.manage', 'link sign-ins of others', null)}
          onClick={() => setWhat('identity')}
        >
          Link to {issuerLabel}…
        </Button>
      )}
      {operator.disabled ? (
        <Button icon={Power} disabledReason={blocked} onClick={() => setWhat('enable')}>
          Enable…
        </Button>
      ) : (
        <Button variant="danger" icon={PowerOff} disabledReason={blocked} onClick={() => setWhat('disable')}>
          Disable…
        </Button>
      )}
      <Button variant="danger" icon={UserX} disabledReason={blocked} onClick={() => setWhat('remove')}>
        Remove…
      </Button>
      {what === 'roles' && <RolesDialog {...dialog} bindings={bindings} applications={applications} />}
      {what === 'reset' && <ResetDialog {...dialog} />}
      {what === 'identity' && <IdentityDialog {...dialog} issuerLabel={issuerLabel ?? 'the issuer'} />}
      {(what === 'disable' || what === 'enable' || what === 'remove') && <SwitchDialog {...dialog} act={what} />}
    </>
  )
}

function whyNotReset({ bindings }: OperatorBriefProps['setting'], { isSelf }: OperatorBriefProps['operator']) {
  if (isSelf) return 'This is your own account. Change its password and factors under Account.'
  return whyNotPermitted(bindings, 'operators.reset', 'reset how somebody signs in', null)
}
