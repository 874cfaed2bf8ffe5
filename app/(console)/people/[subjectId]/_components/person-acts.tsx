'use client'

import { DoorOpen, UserCheck, UserX, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { ownerName } from '@/components/credential/owner'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { PersonStory } from '@/lib/queries/people'
import type { AskedAct } from '../../../_acts/asked-act'
import type { CredentialActs } from '../../../_credential/use-credential-acts'
import { RevealButton } from '../../../_person/reveal-button'

const DisableDialog = dynamic(() => import('./disable-dialog').then((module) => module.DisableDialog), { ssr: false })

const LeavingDialog = dynamic(() => import('./leaving-dialog').then((module) => module.LeavingDialog), { ssr: false })

export type PersonActsProps = { person: PersonStory; bindings: readonly RoleBinding[]; acts: CredentialActs }

/** What may be done to a person as a whole. */
export function PersonActs({ person, bindings, acts }: PersonActsProps) {
  const [switching, setSwitching] = useState(false)
  const [leaving, setLeaving] = useState(false)
  const wanted = useEverOpen(switching)
  const leavingWanted = useEverOpen(leaving)
  const live = person.credentials.filter(({ state }) => state !== 'ended')
  const done = () => void acts.refresh()
  return (
    <>
      {person.masked && <RevealButton subjectId={person.id} name={ownerName(person)} refresh={acts.refresh} />}
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
      {person.type === 'person' && (
        <Button
          icon={DoorOpen}
          disabledReason={
            whyNotPermitted(bindings, 'subjects.disable', 'disable and enable people') ??
            whyNotPermitted(bindings, 'acts.run', 'end credentials')
          }
          onClick={() => setLeaving(true)}
        >
          Leaving…
        </Button>
      )}
      <Button
        variant="danger"
        icon={X}
        disabledReason={
          whyNotPermitted(bindings, 'subjects.end_all', 'end credentials') ??
          (live.length === 0 && !person.disabled ? 'Nothing of theirs is live.' : undefined)
        }
        onClick={() => acts.askMany(everythingOf(person))}
      >
        End everything…
      </Button>
      {leavingWanted && (
        <LeavingDialog
          person={person}
          accountsRefused={whyNotPermitted(bindings, 'operators.manage', 'manage operators', null)}
          open={leaving}
          onClose={() => setLeaving(false)}
          onDone={done}
        />
      )}
      {wanted && <DisableDialog person={person} open={switching} onClose={() => setSwitching(false)} onDone={done} />}
    </>
  )
}

function everythingOf(person: PersonStory): AskedAct {
  const scope = { type: 'subject', subjectId: person.id } as const
  return { verb: 'end', label: 'End', what: `everything of ${ownerName(person)}`, scope }
}
