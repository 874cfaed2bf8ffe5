import type { Kind } from '@/lib/core/credential'
import type { Instant } from '@/lib/core/instant'
import type { Guidance } from './guide'

/** One credential as its owner knows it: by the name they gave it, or by the device they signed in on. */
export interface OwnedCredential {
  readonly kind: Kind
  readonly name: string | null
  readonly device: string | null
  readonly begunAt: Instant
}

/** Who reads it: the owner of what it speaks of, or whoever a key names as its contact, who is told of that key alone. */
export type MailReader = 'owner' | 'contact'

interface AboutOwned {
  readonly reader: MailReader
  readonly application: string
  readonly instant: (at: Instant) => string
}

/** Something of the reader's has ended, or keys that name them as their contact. */
export interface EndedMail extends AboutOwned {
  readonly at: Instant
  /** Newest first; those beyond the first ten are only counted. */
  readonly credentials: readonly [OwnedCredential, ...OwnedCredential[]]
  readonly counts: readonly { readonly kind: Kind; readonly count: number }[]
  /** What the guidance says of the cause, to the holder of each kind that ended. */
  readonly guidance: readonly [Guidance, ...Guidance[]]
}

/** A key is about to end. */
export interface EndingMail extends AboutOwned {
  readonly key: OwnedCredential
  readonly endsAt: Instant
}

/** A key that was replaced is still in use, and will soon be refused. */
export interface OverlapMail extends EndingMail {
  readonly lastUsedAt: Instant
}

/** A key is about to reach the age, or has, from which the rules of its application ask for another. It works on. */
export interface RotationMail extends EndingMail {
  readonly afterSeconds: number
  /** Whether that instant has passed. */
  readonly over: boolean
}

export interface NewDeviceMail {
  readonly at: Instant
  readonly device: string | null
  readonly address: string | null
  readonly instant: (at: Instant) => string
}

export interface BreakGlassMail {
  readonly at: Instant
  readonly instant: (at: Instant) => string
}

export interface InvitationMail {
  readonly invitedBy: string
  readonly expiresAt: Instant
  readonly instant: (at: Instant) => string
}

export interface ForgottenMail {
  readonly expiresAt: Instant
  readonly instant: (at: Instant) => string
}

/** What a mail says between greeting and foot. */
export interface MailBody {
  readonly subject: string
  readonly paragraphs: readonly string[]
  /** Label and value, one a line. */
  readonly facts: readonly (readonly [string, string])[]
}

/** The words of every mail. Each function is one mail; a language that lacks one does not compile. */
export interface MailWords {
  readonly greeting: (name: string | null) => string
  readonly ended: (mail: EndedMail) => MailBody
  readonly keyEnds: (mail: EndingMail) => MailBody
  readonly rotationDue: (mail: RotationMail) => MailBody
  readonly overlapEnds: (mail: OverlapMail) => MailBody
  readonly newDevice: (mail: NewDeviceMail) => MailBody
  readonly breakGlass: (mail: BreakGlassMail) => MailBody
  readonly invitation: (mail: InvitationMail) => MailBody
  readonly forgotten: (mail: ForgottenMail) => MailBody
  readonly test: () => MailBody
  readonly openConsole: string
  readonly acceptInvitation: string
  readonly choosePassword: string
  /** Why the reader gets it, and whether answering it reaches anybody. */
  readonly footOfOwner: (application: string, reader: MailReader, answered: boolean) => readonly string[]
  readonly footOfOperator: readonly string[]
  readonly footOfInvited: readonly string[]
}
