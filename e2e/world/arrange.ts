import { ROLES } from '@/lib/core/permissions'
import { createApplication } from '@/lib/services/applications/create'
import { createOperator } from '@/lib/services/operators/create-operator'
import { asSystem } from './as-system'
import type { Credentials, World } from './state'

/** The two applications of the world, and its operators. */
export async function arrange(
  world: Pick<World, 'databaseUrl' | 'dataDirectory'>,
  operators: Readonly<Record<string, Credentials>>,
): Promise<{ serviceKey: string }> {
  return asSystem(world, async (context) => {
    const connected = await createApplication(context, { slug: 'storefront', name: 'Storefront', environment: 'live' })
    if (!connected.ok) throw new Error(connected.message)
    const other = await createApplication(context, { slug: 'warehouse', name: 'Warehouse', environment: 'live' })
    if (!other.ok) throw new Error(other.message)
    for (const [name, who] of Object.entries(operators)) {
      const role = ROLES.find((each) => each === name)
      const binding = role
        ? { role, applicationId: null }
        : { role: 'operator' as const, applicationId: other.value.application.id }
      const made = await createOperator(context, { ...who, bindings: [binding] })
      if (!made.ok) throw new Error(made.message)
    }
    return { serviceKey: connected.value.token }
  })
}
