'use client'

import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { Time } from '@/components/ui/time'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'
import type { OperatorSetting } from './setting'
import { useOperatorChanged } from './use-changed'
import { hostOf } from './words'

const UnlinkDialog = dynamic(() => import('./unlink-dialog').then((module) => module.UnlinkDialog), { ssr: false })

export type HeldIdentity = OperatorView['identities'][number]

export type IdentitiesHeldProps = { operator: OperatorView; setting: OperatorSetting }

/** Who an operator is at issuers, each to be taken away. */
export function IdentitiesHeld({ operator, setting }: IdentitiesHeldProps) {
  const [leaving, setLeaving] = useState<HeldIdentity | null>(null)
  const changed = useOperatorChanged()
  const blocked = whyNotPermitted(setting.bindings, 'sso.manage', 'unlink sign-ins of others', null)
  return (
    <>
      <ul aria-label="Linked accounts" className="flex flex-col gap-2.5">
        {operator.identities.map((identity) => (
          <li key={identity.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
            <span className="min-w-0 grow basis-44">
              <span className="mono break-all">{identity.subject}</span> at {hostOf(identity.issuer)}, used{' '}
              <Time at={identity.lastSignedInAt} none="never" />
            </span>
            <Button
              size="sm"
              variant="danger"
              aria-label={`Unlink ${identity.subject}`}
              disabledReason={blocked}
              onClick={() => setLeaving(identity)}
            >
              Unlink…
            </Button>
          </li>
        ))}
      </ul>
      {leaving && (
        <UnlinkDialog operator={operator} identity={leaving} onClose={() => setLeaving(null)} onDone={changed} />
      )}
    </>
  )
}
