import type { ApplicationChoice } from '@/lib/queries/applications'
import { listApplications } from '@/lib/services/applications/list'
import type { Context } from '@/lib/services/context'

/** The applications a filter or a form chooses among. */
export async function readApplicationChoices(context: Context): Promise<readonly ApplicationChoice[]> {
  const applications = await listApplications(context, {})
  return applications.map(({ id, name, slug, directory }) => ({ id, name, slug, directory }))
}
