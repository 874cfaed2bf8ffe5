import { bindingsCover, type RoleBinding } from '@/lib/core/permissions'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import type { OperatorView } from '@/lib/services/operators/manage/list-operators'

/** Why whoever looks may not change an operator, as a sentence for its button; undefined when they may. */
export function whyNotManage(bindings: readonly RoleBinding[], { isSelf, isLastOwner, roles }: OperatorView) {
  const unpermitted = whyNotPermitted(bindings, 'operators.manage', 'change operators', null)
  if (unpermitted !== undefined) return unpermitted
  if (isSelf && isLastOwner) return 'You are the only owner. Make another one first, who can then do this.'
  if (isSelf) return 'This is your own account. Ask another owner or administrator.'
  return roles.some(({ role }) => role === 'owner') ? ownersOnly(bindings) : undefined
}

/** Why an invitation may not be renewed or withdrawn. */
export function whyNotInvite(bindings: readonly RoleBinding[], given: readonly RoleBinding[]): string | undefined {
  const unpermitted = whyNotPermitted(bindings, 'operators.manage', 'invite operators', null)
  if (unpermitted !== undefined) return unpermitted
  return given.every((each) => bindingsCover(bindings, each)) ? undefined : 'Only owners invite owners.'
}

function ownersOnly(bindings: readonly RoleBinding[]): string | undefined {
  return bindings.some(({ role }) => role === 'owner') ? undefined : 'Only owners change owners. Ask one of them.'
}
