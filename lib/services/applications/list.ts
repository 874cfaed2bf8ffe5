import { z } from 'zod'
import type { Environment } from '@/lib/core/credential'
import { intervalAt } from '@/lib/core/instant'
import { query } from '../query'
import { applicationsWithin } from '../reach'

/** An application as filters and forms need it. */
export interface ApplicationOption {
  readonly id: string
  readonly slug: string
  readonly name: string
  readonly environment: Environment
  readonly directory: string
  readonly disabled: boolean
}

/** The applications within reach, by name. */
export const listApplications = query({
  permission: 'applications.read',
  input: z.strictObject({}),
  async run({ reach, now, services }): Promise<ApplicationOption[]> {
    const config = await services.config.current()
    return applicationsWithin(reach, config)
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
