import type { State } from '@/lib/core/lifecycle'
import type { Permission, RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'

export type CredentialAct = 'revoke' | 'suspend' | 'resume' | 'rotate' | 'change' | 'end_overlap' | 'extend_overlap'

interface Concerned {
  readonly state: State
  readonly successorId: string | null
  readonly application: { readonly id: string; readonly builtIn: boolean }
}

/** Why an act cannot be done to a credential by this operator, as a sentence for its button; undefined when it can. The verb decides. */
export function whyNot(
  act: CredentialAct,
  { state, successorId, application }: Concerned,
  bindings: readonly RoleBinding[],
): string | undefined {
  const { permission, does } = ACTS[act]
  const notPermitted =
    whyNotPermitted(bindings, permission, does, application.id) ?? whyNotHandedOut(act, application, bindings)
  if (notPermitted !== undefined) return notPermitted
  if (state === 'ended') return endedText(successorId)
  if (act === 'rotate') {
    if (successorId !== null) return 'It has a successor already. Rotate that one.'
    if (state === 'suspended') return 'Resume it before you rotate it.'
  }
  if (act === 'suspend' && state === 'suspended') return 'It is suspended already.'
  if (act === 'resume' && state !== 'suspended') return 'It is not suspended.'
  return undefined
}

/** A successor of a service key shows a secret that speaks for an application: only those may see it who may issue one. */
function whyNotHandedOut(
  act: CredentialAct,
  { id, builtIn }: Concerned['application'],
  bindings: readonly RoleBinding[],
): string | undefined {
  if (act !== 'rotate' || !builtIn) return undefined
  return whyNotPermitted(bindings, 'keys.issue', 'rotate service keys', id)
}

function endedText(successorId: string | null): string {
  return successorId === null ? 'It has ended already.' : 'It has ended: a successor took its place.'
}

/** Why a bulk act cannot be done by this operator, whatever is selected. */
export function whyNotByRole(act: CredentialAct, bindings: readonly RoleBinding[]): string | undefined {
  const { permission, does } = ACTS[act]
  return whyNotPermitted(bindings, permission, does)
}

/** Why this operator may not take a list out as a file. */
export function whyNotExport(bindings: readonly RoleBinding[]): string | undefined {
  return whyNotPermitted(bindings, 'exports.make', 'export lists')
}

const ACTS: Readonly<Record<CredentialAct, { readonly permission: Permission; readonly does: string }>> = {
  revoke: { permission: 'credentials.revoke', does: 'end credentials' },
  suspend: { permission: 'credentials.suspend', does: 'suspend credentials' },
  resume: { permission: 'credentials.resume', does: 'resume credentials' },
  rotate: { permission: 'keys.rotate', does: 'rotate keys' },
  change: { permission: 'keys.change', does: 'change keys' },
  end_overlap: { permission: 'keys.end_overlap', does: 'end overlaps' },
  extend_overlap: { permission: 'keys.rotate', does: 'extend overlaps' },
}
