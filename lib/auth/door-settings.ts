import { consoleServices } from '@/lib/console-services'
import { environment } from '@/lib/env'
import { loadSecrets } from '@/lib/secrets'
import type { DoorSettings } from './operator-door'

/** The door of this process. Errors: StartupError when its secrets are missing. */
export function doorSettings(): DoorSettings {
  const settings = environment()
  return {
    services: consoleServices(),
    consoleUrl: settings.consoleUrl,
    secret: loadSecrets(settings).sessionSecret,
  }
}
