import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'
import { userHandleOf } from './passkey-proof'
import type { MadePasskeyInput, SignedPasskeyInput } from './schemas'

export const RELYING_PARTY = { id: 'localhost', origin: 'http://localhost:3000' } as const

interface Signing {
  readonly challenge: string
  readonly origin?: string
  readonly rpId?: string
  readonly verified?: boolean
  /** The signature count to claim; one more than before when left out. */
  readonly counter?: number
  readonly userHandle?: string | undefined
}

const [PRESENT, VERIFIED, WITH_KEY] = [0x01, 0x04, 0x40]

/** An authenticator in software (ES256, attestation "none"), for tests of what a browser would hand over. */
export function softwarePasskey(operatorId: string) {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(32)
  const id = credentialId.toString('base64url')
  let count = 0

  const authenticatorData = ({ rpId = RELYING_PARTY.id, verified = true, counter }: Signing, extra: Buffer[] = []) => {
    count = counter ?? count + 1
    const head = Buffer.alloc(5)
    head.writeUInt8(PRESENT | (verified ? VERIFIED : 0) | (extra.length > 0 ? WITH_KEY : 0))
    head.writeUInt32BE(count, 1)
    return Buffer.concat([createHash('sha256').update(rpId).digest(), head, ...extra])
  }

  return {
    id,
    make(signing: Signing): MadePasskeyInput {
      const length = Buffer.alloc(2)
      length.writeUInt16BE(credentialId.length)
      const key = [Buffer.alloc(16), length, credentialId, coseKey(publicKey.export({ format: 'jwk' }))]
      const attestation = new Map<string, Parameters<typeof isoCBOR.encode>[0]>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', Uint8Array.from(authenticatorData({ counter: 0, ...signing }, key))],
      ])
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: clientData('webauthn.create', signing).toString('base64url'),
          attestationObject: Buffer.from(isoCBOR.encode(attestation)).toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    sign(signing: Signing): SignedPasskeyInput {
      const data = authenticatorData(signing)
      const client = clientData('webauthn.get', signing)
      const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(client).digest()]), privateKey)
      return {
        id,
        rawId: id,
        type: 'public-key',
        response: {
          clientDataJSON: client.toString('base64url'),
          authenticatorData: data.toString('base64url'),
          signature: signature.toString('base64url'),
          userHandle: 'userHandle' in signing ? signing.userHandle : userHandleOf(operatorId),
        },
      }
    },
  }
}

function clientData(type: string, { challenge, origin = RELYING_PARTY.origin }: Signing): Buffer {
  return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
}

/** An EC2 key of RFC 9053 section 7.1.1. */
function coseKey({ x = '', y = '' }: { x?: string; y?: string }): Buffer {
  const bytes = (text: string) => Uint8Array.from(Buffer.from(text, 'base64url'))
  const key = new Map<number, number | Uint8Array>([
    [1, 2],
    [3, -7],
    [-1, 1],
    [-2, bytes(x)],
    [-3, bytes(y)],
  ])
  return Buffer.from(isoCBOR.encode(key))
}
