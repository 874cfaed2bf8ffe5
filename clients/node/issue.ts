import { randomUUID } from 'node:crypto'
import { decodeIssued, decodeRotated, type Members } from './decode'
import type { Send } from './transport'
import type { Issued, RequestContext, Rotated, SubjectInput, Timestamp } from './types'
import { segment, wireContext, wireSubject } from './wire'

interface Repeatable {
  /** Give one of your own to make a retry of yours safe too; a fresh one is made per call otherwise. */
  readonly idempotencyKey?: string | undefined
}

export interface IssueSession extends Repeatable {
  readonly subject: SubjectInput
  readonly context?: RequestContext | undefined
  /** How the person proved who they are, for example `pwd` or `otp` (RFC 8176). */
  readonly authMethod?: string | undefined
  readonly scopes?: readonly string[] | undefined
}

export interface IssueKey extends Repeatable {
  readonly subject: SubjectInput & { readonly type?: 'person' | 'service' | undefined }
  readonly name: string
  readonly purpose?: string | undefined
  /** Whom to ask about the key: a team, a mail address. */
  readonly contact?: string | undefined
  /** Lower-case words, at most 10. */
  readonly tags?: readonly string[] | undefined
  /** Addresses and networks it is accepted from, at most 50; from everywhere when left out. Report `ip` when you verify. */
  readonly allowedAddresses?: readonly string[] | undefined
  readonly scopes?: readonly string[] | undefined
  readonly expiresAt?: Timestamp | undefined
  readonly notBefore?: Timestamp | undefined
  readonly context?: RequestContext | undefined
}

export interface RotateKey extends Repeatable {
  /** How long the old key still works, 0 to 2,592,000 (30 days); the policy decides when left out. */
  readonly overlapSeconds?: number | undefined
  /** What the successor may do; the same when left out. More needs the scope `keys:issue`. */
  readonly scopes?: readonly string[] | undefined
}

/** The calls that answer with a token. Each carries an Idempotency-Key, so that trying again cannot issue twice. */
export function issuing(send: Send) {
  const post = (path: string, body: object, idempotencyKey: string = randomUUID()): Promise<Members> =>
    send({ method: 'POST', path, body, repeatable: true, idempotencyKey })

  return {
    /** Starts a session and creates or updates its subject. The token is in this answer and nowhere else. */
    async issueSession({ subject, context, authMethod, scopes, idempotencyKey }: IssueSession): Promise<Issued> {
      const body = { subject: wireSubject(subject), context: wireContext(context), auth_method: authMethod, scopes }
      return decodeIssued(await post('v1/sessions', body, idempotencyKey))
    },

    /** Makes an API key and creates or updates its subject. Show the token once. */
    async issueKey({ idempotencyKey, ...key }: IssueKey): Promise<Issued> {
      const { subject, context, expiresAt, notBefore, allowedAddresses, ...rest } = key
      const body = {
        ...rest,
        subject: wireSubject(subject),
        context: wireContext(context),
        expires_at: expiresAt,
        not_before: notBefore,
        allowed_addresses: allowedAddresses,
      }
      return decodeIssued(await post('v1/keys', body, idempotencyKey))
    },

    /** Gives a key a successor; both work during the overlap. Throws `not_found` for a key that is not yours. */
    async rotateKey(id: string, { overlapSeconds, scopes, idempotencyKey }: RotateKey = {}): Promise<Rotated> {
      const body = { overlap_seconds: overlapSeconds, scopes }
      return decodeRotated(await post(`v1/keys/${segment(id)}/rotate`, body, idempotencyKey))
    },
  }
}
