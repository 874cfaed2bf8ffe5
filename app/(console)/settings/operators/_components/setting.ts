import { systemContext } from '@/lib/auth/operator-door'
import type { RoleBinding } from '@/lib/core/permissions'
import type { ApplicationChoice } from '@/lib/queries/applications'
import type { Context } from '@/lib/services/context'
import { readSignInDoor } from '@/lib/services/operators/sso/read-provider'
import { readApplicationChoices } from '../../../_list/applications'

/** What the acts upon operators are offered with. */
export interface OperatorSetting {
  /** Those of whoever looks. */
  readonly bindings: readonly RoleBinding[]
  readonly applications: readonly ApplicationChoice[]
  /** The issuer of single sign-on, by its name; null where there is none. */
  readonly issuerLabel: string | null
}

/** Reads what both pages offer their acts with. */
export async function readOperatorSetting(
  context: Context,
  bindings: readonly RoleBinding[],
): Promise<OperatorSetting> {
  const { issuerLabel } = await readSignInDoor(systemContext(context.services, context.requestIp), {})
  return { bindings, applications: await readApplicationChoices(context), issuerLabel }
}
