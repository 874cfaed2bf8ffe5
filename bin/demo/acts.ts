import type { Assay } from '../../clients/node/assay'
import type { Cause, Kind, RequestContext } from '../../clients/node/types'
import type { DemoPerson } from './people'

/** What somebody holds: a token and whose it is. */
export interface Held {
  readonly person: DemoPerson
  readonly token: string
  readonly credentialId: string
}

/** What people and their programs do at one application, through its client and so through the data plane. */
export interface Acts {
  readonly signIn: (person: DemoPerson) => Promise<Held>
  readonly makeKey: (owner: DemoPerson, key: KeyPlan) => Promise<Held>
  readonly rotate: (held: Held, overlapSeconds: number) => Promise<Held>
  /** Presents a token as the application would; returns whether it was accepted. */
  readonly present: (token: string, presentation: Presentation) => Promise<boolean>
  readonly end: (held: Held, cause: Cause, note?: string) => Promise<void>
  readonly suspend: (held: Held, note: string, until?: string) => Promise<void>
}

export interface KeyPlan {
  readonly name: string
  readonly purpose: string
  readonly scopes: readonly string[]
  readonly expiresAt?: string
  readonly contact?: string
  readonly tags?: readonly string[]
  readonly allowedAddresses?: readonly string[]
  readonly service?: boolean
}

export interface Presentation extends Pick<RequestContext, 'scopes' | 'audience' | 'sentAt'> {
  readonly kind: Kind
  readonly from: Pick<DemoPerson, 'ip' | 'country' | 'userAgent'>
}

export function createActs(assay: Assay): Acts {
  return {
    async signIn(person) {
      const { token, credential } = await assay.issueSession({
        subject: who(person),
        context: whence(person),
        authMethod: 'pwd',
      })
      return { person, token, credentialId: credential.id }
    },
    async makeKey(owner, { service, ...key }) {
      const subject = { ...who(owner), type: service ? ('service' as const) : ('person' as const) }
      const { token, credential } = await assay.issueKey({ subject, ...key, context: whence(owner) })
      return { person: owner, token, credentialId: credential.id }
    },
    async rotate(held, overlapSeconds) {
      const { token, credential } = await assay.rotateKey(held.credentialId, { overlapSeconds })
      return { ...held, token, credentialId: credential.id }
    },
    async present(token, { from, ...expected }) {
      const { active } = await assay.verify({ token, context: { ...whence(from), ...expected } })
      return active
    },
    async end(held, cause, note) {
      await assay.revoke(held.credentialId, { cause, note })
    },
    async suspend(held, note, until) {
      await assay.suspend(held.credentialId, { note, until })
    },
  }
}

function who({ externalId, name, email }: DemoPerson) {
  return { externalId, name, email }
}

function whence({ ip, country, userAgent }: Pick<DemoPerson, 'ip' | 'country' | 'userAgent'>) {
  return { ip, country, userAgent }
}
