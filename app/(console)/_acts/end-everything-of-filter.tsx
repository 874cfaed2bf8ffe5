'use client'

import type { FilterValues } from '@/components/table/filters'
import type { RoleBinding } from '@/lib/core/permissions'
import type { ApplicationChoice } from '@/lib/queries/applications'
import { EverythingButtons } from './everything-buttons'

type Props = {
  values: FilterValues
  applications: readonly Pick<ApplicationChoice, 'id' | 'name'>[]
  bindings: readonly RoleBinding[]
}

/** Where a list speaks of one address or of one application, everything of that can be suspended or ended from it, whatever its kind. */
export function EndEverythingOfFilter({ values, applications, bindings }: Props) {
  const { from, application } = values
  if (typeof from === 'string' && from !== '') {
    return <EverythingButtons named of={from} scope={{ type: 'address', network: from }} bindings={bindings} />
  }
  const [only, ...others] = typeof application === 'string' ? [application] : (application ?? [])
  const chosen = others.length === 0 ? applications.find(({ id }) => id === only) : undefined
  if (chosen === undefined) return null
  const scope = { type: 'application', applicationId: chosen.id } as const
  return <EverythingButtons named of={chosen.name} scope={scope} bindings={bindings} />
}
