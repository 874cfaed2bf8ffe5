'use client'

import { useState, useTransition } from 'react'
import { useProven } from '@/components/step-up/use-proven'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { notify } from '@/components/ui/notify'
import { Segmented } from '@/components/ui/segmented'
import type { RoleBinding } from '@/lib/core/permissions'
import { FACTOR_DEMANDS } from '@/lib/core/sign-in'
import { plural } from '@/lib/format/count'
import { FACTOR_DEMAND_TEXTS } from '@/lib/locale/en/factor-demand'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { SignInSetting } from '@/lib/services/operators/sign-in-setting'
import { demandFactor } from '../actions'

export type SecondFactorCardProps = { setting: SignInSetting; bindings: readonly RoleBinding[] }

/** Of whom a second factor is demanded, with how many that would lead to set one up. */
export function SecondFactorCard({ setting, bindings }: SecondFactorCardProps) {
  const [wanted, setWanted] = useState(setting.secondFactor)
  const [saving, start] = useTransition()
  const [proven, question] = useProven()
  const save = () =>
    start(async () => {
      const result = await proven(() => demandFactor({ secondFactor: wanted }))
      if (result.ok) notify({ title: `A second factor is demanded of ${FACTOR_DEMAND_TEXTS[wanted].of}` })
      else notify({ title: 'Nothing was changed', description: result.error.message, tone: 'failed' })
    })
  return (
    <Card title="A second factor is demanded of" note={FACTOR_DEMAND_TEXTS[setting.secondFactor].of}>
      <div className="flex flex-wrap items-center gap-3">
        <Segmented label="A second factor is demanded of" options={OPTIONS} value={wanted} onValueChange={setWanted} />
        <Button pending={saving} disabledReason={whyNotSave(bindings, wanted === setting.secondFactor)} onClick={save}>
          Save
        </Button>
      </div>
      <p className="mt-2 text-muted text-xs">{effectOf(setting.without[wanted])}</p>
      {question}
    </Card>
  )
}

const OPTIONS = FACTOR_DEMANDS.map((value) => ({ value, label: FACTOR_DEMAND_TEXTS[value].label }))

function whyNotSave(bindings: readonly RoleBinding[], same: boolean): string | undefined {
  return (
    whyNotPermitted(bindings, 'sign_in.manage', 'say of whom a second factor is demanded', null) ??
    (same ? 'It is so already.' : undefined)
  )
}

function effectOf(without: number): string {
  if (without === 0) return 'Nobody is concerned who has none. Whoever signs in at the issuer is asked there.'
  const who = plural(without, 'operator has', 'operators have')
  return `${who} none and can do nothing else, from the next click on, but set one up. Whoever signs in at the issuer is asked there.`
}
