'use server'

import { serverAction } from '@/lib/actions/action'
import { testIssuer as test } from '@/lib/auth/test-issuer'
import { routes } from '@/lib/routes'
import { saveSsoSettings } from '@/lib/services/operators/sso/settings'

/** Sets the issuer, and what its groups are worth. */
export async function saveSettings(input: Parameters<typeof saveSsoSettings>[1]) {
  return saving(input)
}

/** Asks an issuer what it is, and says what was found. */
export async function testConnection(input: { issuer: string; groupsClaim: string }) {
  return testing(input)
}

const saving = serverAction(saveSsoSettings, { revalidate: () => [routes.singleSignOn()] })
const testing = serverAction(test)
