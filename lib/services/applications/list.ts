import { z } from 'zod'
import type { Environment } from '@/lib/core/credential'
import { intervalAt } from '@/lib/core/instant'
import { query } from '../query'

/** An application as filters and forms need it. */
export interface ApplicationOption {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly environment: Environment
  readonly directory: string
  readonly disabled: boolean
}

/** Every application, by name. */
export const listApplications = query({
  permission: 'applications.read',
  input: z.strictObject({}),
  async run({ now, services }): Promise<ApplicationOption[]> {
    const config = await services.config.current()
    return [...config.applications.values()]
      .map(({ id, slug, name, environment, directory, disabled }) => ({
        id,
        slug,
        name,
        environment,
        directory,
        disabled: intervalAt(disabled, now) !== null,
      }))
      .sort((a, b) => a.name.localeCompare(b.name, 'en'))
  },
})
