import type { RoleBinding } from '@/lib/core/permissions'
import type { GroupMapping } from './read-provider'

/** What an issuer's groups make of a person; the default counts only where no group does. */
export function grantedBy(
  groups: readonly string[],
  mappings: readonly GroupMapping[],
  defaultRole: RoleBinding['role'] | null,
): readonly RoleBinding[] {
  const held = new Set(groups)
  const mapped = mappings.filter(({ name }) => held.has(name))
  const bindings = mapped.map(({ role, applicationId }): RoleBinding => ({ role, applicationId }))
  if (bindings.length > 0) return [...new Map(bindings.map((each) => [keyOf(each), each])).values()]
  return defaultRole === null ? [] : [{ role: defaultRole, applicationId: null }]
}

/** What has to be given and what to be taken away, so that what is held becomes what is granted. */
export function difference<Held extends RoleBinding>(held: readonly Held[], granted: readonly RoleBinding[]) {
  const [before, after] = [new Set(held.map(keyOf)), new Set(granted.map(keyOf))]
  return {
    given: granted.filter((each) => !before.has(keyOf(each))),
    taken: held.filter((each) => !after.has(keyOf(each))),
  }
}

function keyOf({ role, applicationId }: RoleBinding): string {
  return `${role} ${applicationId ?? ''}`
}
