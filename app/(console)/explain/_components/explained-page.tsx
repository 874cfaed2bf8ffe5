'use client'

import { useRouter } from 'next/navigation'
import type { RoleBinding } from '@/lib/core/permissions'
import type { Explanation } from '@/lib/services/explanation'
import { Explained } from '../../_explanation/explained'

/** An explanation as a page of its own: the server explains it anew when something was revealed. */
export function ExplainedPage({
  explanation,
  bindings,
}: {
  explanation: Explanation
  bindings: readonly RoleBinding[]
}) {
  const { refresh } = useRouter()
  return <Explained explanation={explanation} bindings={bindings} refresh={async () => refresh()} />
}
