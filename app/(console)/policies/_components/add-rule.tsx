'use client'

import { useRouter } from 'next/navigation'
import { useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { notify } from '@/components/ui/notify'
import type { Kind } from '@/lib/core/credential'
import type { RoleBinding } from '@/lib/core/permissions'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { routes } from '@/lib/routes'
import { create } from '../actions'
import type { RuleOwner } from './policy-rows'

/** `applicationId` null: a rule of the whole installation. */
export function mayNotChange(bindings: readonly RoleBinding[], applicationId: string | null): string | undefined {
  return whyNotPermitted(bindings, 'policies.change', 'change policies', applicationId)
}

const NO_LIMITS = { idleSeconds: null, absoluteSeconds: null } as const

/** Makes a rule that sets no limits yet, so that it ends nothing, and opens it: there every limit is shown its effect first. */
export function AddRule({ owner, kind, bindings }: { owner: RuleOwner; kind: Kind; bindings: readonly RoleBinding[] }) {
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
    <Button size="sm" pending={pending} disabledReason={mayNotChange(bindings, owner.id)} onClick={add}>
      Add a rule{' '}
      <span className="sr-only">
        for {KIND_TEXTS[kind].plural} of {owner.name}
      </span>
    </Button>
  )
}
