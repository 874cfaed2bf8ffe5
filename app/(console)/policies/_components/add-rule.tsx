'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/notify'
import type { Kind } from '@/lib/core/credential'
import { type Role, roleMay } from '@/lib/core/permissions'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { routes } from '@/lib/routes'
import { create } from '../actions'
import type { RuleOwner } from './policy-rows'

export const NOT_YOURS_TO_CHANGE = 'Only administrators change policies.'

export function mayNotChange(role: Role): string | undefined {
  return roleMay(role, 'policies.change') ? undefined : NOT_YOURS_TO_CHANGE
}

const NO_LIMITS = { idleSeconds: null, absoluteSeconds: null } as const

/** Makes a rule that sets no limits yet, so that it ends nothing, and opens it: there every limit is shown its effect first. */
export function AddRule({ owner, kind, role }: { owner: RuleOwner; kind: Kind; role: Role }) {
  const router = useRouter()
  const [pending, start] = useTransition()
  const add = () =>
    start(async () => {
      const result = await create({ applicationId: owner.id, kind, limits: NO_LIMITS, note: null })
      if (result.ok) return router.push(routes.policy(result.value.policyId))
      notify({ title: 'The rule was not added', description: result.error.message, tone: 'failed' })
      router.refresh()
    })
  return (
    <Button size="sm" pending={pending} disabledReason={mayNotChange(role)} onClick={add}>
      Add a rule{' '}
      <span className="sr-only">
        for {KIND_TEXTS[kind].plural} of {owner.name}
      </span>
    </Button>
  )
}
