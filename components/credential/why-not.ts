import type { State } from '@/lib/core/lifecycle'
import { type Permission, type Role, roleMay } from '@/lib/core/permissions'

export type CredentialAct = 'revoke' | 'suspend' | 'resume' | 'rotate'

interface Concerned {
  readonly state: State
  readonly successorId: string | null
}

/** Why an act cannot be done to a credential by this operator, as a sentence for its button; undefined when it can. The verb decides. */
export function whyNot(act: CredentialAct, { state, successorId }: Concerned, role: Role): string | undefined {
  const { permission, who } = ACTS[act]
  if (!roleMay(role, permission)) return who
  if (state === 'ended') return 'It has ended already.'
  if (act === 'rotate') {
    if (successorId !== null) return 'It has a successor already. Rotate that one.'
    if (state === 'suspended') return 'Resume it before you rotate it.'
  }
  if (act === 'suspend' && state === 'suspended') return 'It is suspended already.'
  if (act === 'resume' && state !== 'suspended') return 'It is not suspended.'
  return undefined
}

/** Why a bulk act cannot be done by this operator, whatever is selected. */
export function whyNotByRole(act: CredentialAct, role: Role): string | undefined {
  const { permission, who } = ACTS[act]
  return roleMay(role, permission) ? undefined : who
}

/** Why this operator may not take a list out as a file. */
export function whyNotExport(role: Role): string | undefined {
  return roleMay(role, 'exports.make') ? undefined : 'Ask an administrator: your role may not export lists.'
}

const ACTS: Readonly<Record<CredentialAct, { readonly permission: Permission; readonly who: string }>> = {
  revoke: { permission: 'credentials.revoke', who: 'Only administrators end credentials.' },
  suspend: { permission: 'credentials.suspend', who: 'Only administrators suspend credentials.' },
  resume: { permission: 'credentials.suspend', who: 'Only administrators resume credentials.' },
  rotate: { permission: 'keys.rotate', who: 'Only administrators rotate keys.' },
}
