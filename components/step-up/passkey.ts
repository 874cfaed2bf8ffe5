import type { MadePasskeyInput, SignedPasskeyInput } from '@/lib/services/operators/factors/schemas'

type Browser = typeof import('@simplewebauthn/browser')
/** What a passkey is to sign. */
export type PasskeyRequest = Parameters<Browser['startAuthentication']>[0]['optionsJSON']
type CreationOptions = Parameters<Browser['startRegistration']>[0]['optionsJSON']

/** Has the browser sign with a passkey. Says in plain words when it made nothing of it. */
export async function signWithPasskey(
  options: PasskeyRequest,
): Promise<{ ok: true; signed: SignedPasskeyInput } | { ok: false; message: string }> {
  const { startAuthentication } = await import('@simplewebauthn/browser')
  try {
    const { id, rawId, type, response } = await startAuthentication({ optionsJSON: options })
    const { clientDataJSON, authenticatorData, signature, userHandle } = response
    const signed = { clientDataJSON, authenticatorData, signature, ...(userHandle !== undefined && { userHandle }) }
    return { ok: true, signed: { id, rawId, type: literal(type), response: signed } }
  } catch (error) {
    return { ok: false, message: problemText(error) }
  }
}

/** Has the browser make a passkey. */
export async function makePasskey(
  options: CreationOptions,
): Promise<{ ok: true; made: MadePasskeyInput } | { ok: false; message: string }> {
  const { startRegistration } = await import('@simplewebauthn/browser')
  try {
    const { id, rawId, type, response } = await startRegistration({ optionsJSON: options })
    const { clientDataJSON, attestationObject, transports = [] } = response
    return {
      ok: true,
      made: { id, rawId, type: literal(type), response: { clientDataJSON, attestationObject, transports } },
    }
  } catch (error) {
    return { ok: false, message: problemText(error) }
  }
}

/** The names are those of WebAuthn level 3, sections 5.1.3 and 5.1.4; browsers say no more on purpose. */
function problemText(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  switch (name) {
    case 'NotAllowedError':
    case 'AbortError':
      return 'No passkey was used: it was cancelled, took too long, or there is none for this console here.'
    case 'InvalidStateError':
      return 'This device has a passkey for this account already.'
    case 'SecurityError':
      return 'Passkeys work only at the console’s own address, by https or on localhost. Open it there.'
    default:
      return 'This browser cannot use passkeys here. Use another way to sign in.'
  }
}

function literal(_type: string): 'public-key' {
  return 'public-key'
}
