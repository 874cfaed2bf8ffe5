'use client'

import { Pause, X } from 'lucide-react'
import dynamic from 'next/dynamic'
import { useState } from 'react'
import { Button } from '@/components/ui/button'
import type { ActVerb } from '@/lib/core/act'
import type { RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { AskedScope } from './actions'

const AskedAgain = dynamic(() => import('./asked-again').then((module) => module.AskedAgain), { ssr: false })

export type EverythingButtonsProps = {
  /** Whose: "Ann Archer", "Storefront", "203.0.113.7". */
  of: string
  /** Whether the buttons show whose, where the page around them does not say it. */
  named?: boolean
  scope: AskedScope
  bindings: readonly RoleBinding[]
  /** Why it cannot be done here, whoever asks. */
  disabledReason?: string | undefined
}

/** Ends or suspends everything of a person, an application or an address, each with its own dialog, which loads when asked for. */
export function EverythingButtons({ of, named = false, scope, bindings, disabledReason }: EverythingButtonsProps) {
  const [asked, setAsked] = useState<{ verb: Exclude<ActVerb, 'resume'>; time: number } | null>(null)
  const ask = (verb: Exclude<ActVerb, 'resume'>) => setAsked((before) => ({ verb, time: (before?.time ?? 0) + 1 }))
  const applicationId = scope.type === 'application' ? scope.applicationId : undefined
  const whyNot = (act: string) => whyNotPermitted(bindings, 'acts.run', act, applicationId) ?? disabledReason
  return (
    <>
      <Button icon={Pause} disabledReason={whyNot('suspend credentials')} onClick={() => ask('suspend')}>
        <Label act="Suspend" of={of} named={named} />
      </Button>
      <Button variant="danger" icon={X} disabledReason={whyNot('end credentials')} onClick={() => ask('end')}>
        <Label act="End" of={of} named={named} />
      </Button>
      {asked && (
        <AskedAgain
          key={asked.time}
          asked={{ verb: asked.verb, label: LABELS[asked.verb], what: `everything of ${of}`, scope }}
        />
      )}
    </>
  )
}

function Label({ act, of, named }: { act: string; of: string; named: boolean }) {
  return (
    <span>
      {act} everything<span className={named ? undefined : 'sr-only'}> of {of}</span>…
    </span>
  )
}

const LABELS = { end: 'End', suspend: 'Suspend' } as const
