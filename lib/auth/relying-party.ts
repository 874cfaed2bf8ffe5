import { environment } from '@/lib/env'
import type { RelyingParty } from '@/lib/services/operators/factors/schemas'

/** Whose passkeys the console takes: its own host's, signed on its own origin (WebAuthn section 13.4.9). */
export function relyingParty(consoleUrl: string = environment().consoleUrl): RelyingParty {
  const { hostname, origin } = new URL(consoleUrl)
  return { id: hostname, origin }
}
