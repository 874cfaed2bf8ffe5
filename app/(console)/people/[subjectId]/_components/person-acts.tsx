'use client'

import { UserCheck, UserX, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { ownerName } from '@/components/credential/owner'
import { type ActResult, ConfirmAct } from '@/components/form/confirm-act'
import type { FormState } from '@/components/form/form-state'
import { Button } from '@/components/ui/button'
import { useEverOpen } from '@/components/ui/ever-open'
import { type Permission, type Role, roleMay } from '@/lib/core/permissions'
import { plural } from '@/lib/format/count'
import type { PersonStory } from '@/lib/queries/people'
import { CAUSE_OPTIONS, causeOf } from '../../../_credential/revoke-dialog'
import { failedState } from '../../../_credential/words'
import { endAll } from '../actions'

const DisableDialog = dynamic(() => import('./disable-dialog').then((module) => module.DisableDialog), { ssr: false })

export type PersonActsProps = { person: PersonStory; role: Role; refresh: () => Promise<void> }

/** What may be done to a person as a whole. */
export function PersonActs({ person, role, refresh }: PersonActsProps) {
  const [ending, setEnding] = useState(false)
  const [switching, setSwitching] = useState(false)
  const wanted = useEverOpen(switching)
  const live = person.credentials.filter(({ state }) => state !== 'ended')
  const name = ownerName(person)
  const done = () => void refresh()
  return (
    <>
      <Button
        icon={person.disabled ? UserCheck : UserX}
        disabledReason={byRole(role, 'subjects.disable', 'Only administrators disable and enable people.')}
        onClick={() => setSwitching(true)}
      >
        {person.disabled ? 'Enable' : 'Disable…'}
      </Button>
      <Button
        variant="danger"
        icon={X}
        disabledReason={
          byRole(role, 'subjects.end_all', 'Only administrators end credentials.') ??
          (live.length === 0 && !person.disabled ? 'Nothing of theirs is live.' : undefined)
        }
        onClick={() => setEnding(true)}
      >
        End everything…
      </Button>
      <ConfirmAct
        open={ending}
        onOpenChange={setEnding}
        verb="End"
        what={`everything of ${name}`}
        count={live.length}
        affected={affectedWords(person)}
        effective="At once, and for good: everything that signed in or was created up to that moment. What is issued after is not touched."
        causes={CAUSE_OPTIONS}
        action={(_before, data) => endEverything(person, data)}
        onDone={done}
      />
      {wanted && <DisableDialog person={person} open={switching} onClose={() => setSwitching(false)} onDone={done} />}
    </>
  )
}

function byRole(role: Role, permission: Permission, who: string): string | undefined {
  return roleMay(role, permission) ? undefined : who
}

/** "3 sessions and 1 API key, in Storefront and Help desk." */
function affectedWords({ credentials }: PersonStory): string {
  const live = credentials.filter(({ state }) => state !== 'ended')
  const keys = live.filter(({ kind }) => kind === 'api_key').length
  const sessions = live.length - keys
  const counts = [sessions > 0 && plural(sessions, 'session'), keys > 0 && plural(keys, 'API key')].filter(Boolean)
  const places = [...new Set(live.map(({ application }) => application.name))]
  return `${counts.join(' and ')}, in ${places.join(' and ')}.`
}

async function endEverything(person: PersonStory, data: FormData): Promise<FormState<ActResult>> {
  const result = await endAll({ subjectId: person.id, cause: causeOf(data), note: String(data.get('note') ?? '') })
  if (!result.ok) return failedState(result.error)
  const none = { count: 0, items: [] }
  return { status: 'done', result: { done: { count: result.value.affected, items: [] }, already: none, failed: none } }
}
