import type { RoleBinding } from '@/lib/core/permissions'
import { plural } from '@/lib/format/count'
import { ROLE_TEXTS } from '@/lib/locale/en/roles'
import type { ApplicationChoice } from '@/lib/queries/applications'
import type { HeldRole, OperatorView } from '@/lib/services/operators/manage/list-operators'

/** "Support of Storefront", one for each role. */
export function roleLines(roles: readonly Pick<HeldRole, 'role' | 'application'>[]): string[] {
  return roles.map(({ role, application }) => roleLine(role, application?.name ?? null))
}

/** The same for roles that name their application by id. */
export function bindingLines(bindings: readonly RoleBinding[], applications: readonly ApplicationChoice[]): string[] {
  const nameOf = (id: string) => applications.find((each) => each.id === id)?.name ?? 'another application'
  return bindings.map(({ role, applicationId }) =>
    roleLine(role, applicationId === null ? null : nameOf(applicationId)),
  )
}

/** A role and where it holds. */
export function roleLine(role: RoleBinding['role'], application: string | null): string {
  return application === null ? ROLE_TEXTS[role].word : `${ROLE_TEXTS[role].word} of ${application}`
}

/** What somebody shows besides the password; null for nothing. */
export function factorWords({ totp, passkeys }: OperatorView['factors']): string | null {
  const words = [...(totp ? ['app'] : []), ...(passkeys > 0 ? [plural(passkeys, 'passkey')] : [])]
  return words.length === 0 ? null : words.join(', ')
}

/** An issuer, short. */
export function hostOf(issuer: string): string {
  return URL.canParse(issuer) ? new URL(issuer).host : issuer
}
