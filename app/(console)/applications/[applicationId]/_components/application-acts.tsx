'use client'

import { Pencil, Power, PowerOff } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { ApplicationStory } from '@/lib/queries/applications'
import { EverythingButtons } from '../../../_acts/everything-buttons'

const EditDialog = dynamic(() => import('./edit-dialog').then((module) => module.EditDialog), { ssr: false })
const DisableDialog = dynamic(() => import('./disable-dialog').then((module) => module.DisableDialog), { ssr: false })

export type ApplicationActsProps = {
  application: ApplicationStory
  bindings: readonly RoleBinding[]
  refresh: () => Promise<void>
}

/** What may be done to an application as a whole. */
export function ApplicationActs({ application, bindings, refresh }: ApplicationActsProps) {
  const [editing, setEditing] = useState(false)
  const [switching, setSwitching] = useState(false)
  const editWanted = useEverOpen(editing)
  const switchWanted = useEverOpen(switching)
  const { id, name, builtIn, disabled } = application
  const done = () => void refresh()
  return (
    <>
      <Button
        icon={Pencil}
        disabledReason={whyNotPermitted(bindings, 'applications.change', 'change applications', id)}
        onClick={() => setEditing(true)}
      >
        Edit…
      </Button>
      <Button
        variant={disabled ? 'default' : 'danger'}
        icon={disabled ? Power : PowerOff}
        disabledReason={
          builtIn
            ? 'This is Assay itself. Disabled, it would lock every operator out.'
            : whyNotPermitted(
                bindings,
                disabled ? 'applications.enable' : 'applications.disable',
                'disable and enable applications',
                id,
              )
        }
        onClick={() => setSwitching(true)}
      >
        {disabled ? 'Enable' : 'Disable…'}
      </Button>
      {!builtIn && (
        <EverythingButtons of={name} scope={{ type: 'application', applicationId: id }} bindings={bindings} />
      )}
      {editWanted && (
        <EditDialog application={application} open={editing} onClose={() => setEditing(false)} onDone={done} />
      )}
      {switchWanted && (
        <DisableDialog application={application} open={switching} onClose={() => setSwitching(false)} onDone={done} />
      )}
    </>
  )
}
