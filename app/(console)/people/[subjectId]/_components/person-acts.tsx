'use client'

import { UserCheck, UserX, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { PersonStory } from '@/lib/queries/people'

const EndAllDialog = dynamic(() => import('./end-all-dialog').then((module) => module.EndAllDialog), { ssr: false })
const DisableDialog = dynamic(() => import('./disable-dialog').then((module) => module.DisableDialog), { ssr: false })

export type PersonActsProps = { person: PersonStory; bindings: readonly RoleBinding[]; refresh: () => Promise<void> }

/** What may be done to a person as a whole. */
export function PersonActs({ person, bindings, refresh }: PersonActsProps) {
  const [ending, setEnding] = useState(false)
  const [switching, setSwitching] = useState(false)
  const wanted = useEverOpen(switching)
  const endWanted = useEverOpen(ending)
  const live = person.credentials.filter(({ state }) => state !== 'ended')
  const done = () => void refresh()
  return (
    <>
      <Button
        icon={person.disabled ? UserCheck : UserX}
        disabledReason={whyNotPermitted(
          bindings,
          person.disabled ? 'subjects.enable' : 'subjects.disable',
          'disable and enable people',
        )}
        onClick={() => setSwitching(true)}
      >
        {person.disabled ? 'Enable' : 'Disable…'}
      </Button>
      <Button
        variant="danger"
        icon={X}
        disabledReason={
          whyNotPermitted(bindings, 'subjects.end_all', 'end credentials') ??
          (live.length === 0 && !person.disabled ? 'Nothing of theirs is live.' : undefined)
        }
        onClick={() => setEnding(true)}
      >
        End everything…
      </Button>
      {endWanted && (
        <EndAllDialog person={person} live={live} open={ending} onClose={() => setEnding(false)} onDone={done} />
      )}
      {wanted && <DisableDialog person={person} open={switching} onClose={() => setSwitching(false)} onDone={done} />}
    </>
  )
}
