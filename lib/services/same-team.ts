import type { Config } from './config-cache'

/** Whether an application may learn of the credentials of another: only where both know the same people. */
export function isSameTeam(config: Config, asking: string, owning: string): boolean {
  if (asking === owning) return true
  const [one, other] = [config.applications.get(asking), config.applications.get(owning)]
  return one !== undefined && one.directory === other?.directory && one.environment === other.environment
}
