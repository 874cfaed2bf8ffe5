import { AssayError, AssayUnavailable } from './errors'
import type {
  ActiveVerdict,
  Credential,
  Guidance,
  Issued,
  Kind,
  Rotated,
  Subject,
  SubjectRecord,
  Verdict,
} from './types'

const KINDS: readonly Kind[] = ['session', 'api_key', 'one_time', 'certificate']

/** A JSON object whose members are read by name; a missing or wrong member is an unexpected answer, never a guess. */
export class Members {
  readonly #values: object

  constructor(value: unknown, path = 'the answer') {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw unexpected(path)
    this.#values = value
  }

  get(name: string): unknown {
    return Object.hasOwn(this.#values, name) ? Reflect.get(this.#values, name) : undefined
  }

  text(name: string): string {
    return this.textOrNull(name) ?? fail(name)
  }

  textOrNull(name: string): string | null {
    const value = this.get(name) ?? null
    return value === null || typeof value === 'string' ? value : fail(name)
  }

  number(name: string): number {
    return this.numberOrNull(name) ?? fail(name)
  }

  numberOrNull(name: string): number | null {
    const value = this.get(name) ?? null
    return value === null || typeof value === 'number' ? value : fail(name)
  }

  flag(name: string): boolean {
    const value = this.get(name)
    return typeof value === 'boolean' ? value : fail(name)
  }

  list(name: string): readonly unknown[] {
    const value = this.get(name)
    return Array.isArray(value) ? value : fail(name)
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((value) => (typeof value === 'string' ? value : fail(name)))
  }

  kind(name: string): Kind {
    return KINDS.find((kind) => kind === this.get(name)) ?? fail(name)
  }

  object(name: string): Members {
    return new Members(this.get(name), name)
  }

  objectOrNull(name: string): Members | null {
    return (this.get(name) ?? null) === null ? null : this.object(name)
  }
}

/** The answer of verify. Throws AssayError `unexpected_answer` when a member is missing. */
export function decodeVerdict(answer: Members): Verdict {
  if (answer.flag('active')) return decodeActive(answer)
  const requestId = answer.text('request_id')
  const status = answer.number('status')
  const retryAfterSeconds = answer.numberOrNull('retry_after')
  if (status >= 500) {
    throw new AssayUnavailable(
      { httpStatus: status, requestId, detail: 'the token could not be judged' },
      retryAfterSeconds,
    )
  }
  return {
    active: false,
    requestId,
    status: status === 403 || status === 429 ? status : 401,
    code: answer.textOrNull('code'),
    reason: answer.textOrNull('reason'),
    detail: answer.textOrNull('detail'),
    challenge: answer.textOrNull('challenge'),
    retryAfterSeconds,
    guidance: decodeGuidance(answer.objectOrNull('guidance')),
  }
}

function decodeGuidance(guidance: Members | null): Guidance | null {
  return (
    guidance && {
      title: guidance.text('title'),
      text: guidance.text('text'),
      action: guidance.textOrNull('action'),
      actionUrl: guidance.textOrNull('action_url'),
      language: guidance.text('language'),
      helpUrl: guidance.textOrNull('help_url'),
      reportUrl: guidance.textOrNull('report_url'),
    }
  )
}

function decodeActive(answer: Members): ActiveVerdict {
  const credential = answer.object('credential')
  return {
    active: true,
    requestId: answer.text('request_id'),
    credential: {
      id: credential.text('id'),
      kind: credential.kind('kind'),
      scopes: credential.texts('scopes'),
      application: credential.text('application'),
      issuedAt: credential.text('issued_at'),
      endsAt: credential.textOrNull('ends_at'),
    },
    subject: decodeSubject(answer.object('subject')),
  }
}

function decodeSubject(subject: Members): Subject {
  return {
    id: subject.text('id'),
    externalId: subject.text('external_id'),
    type: subject.text('type') === 'service' ? 'service' : 'person',
    name: subject.textOrNull('name'),
    email: subject.textOrNull('email'),
  }
}

/** A subject as its calls answer it. */
export function decodeSubjectRecord(answer: Members): SubjectRecord {
  const subject = answer.object('subject')
  return { ...decodeSubject(subject), disabled: subject.flag('disabled') }
}

/** A new credential with its token. */
export function decodeIssued(answer: Members): Issued {
  return { token: answer.text('token'), credential: decodeCredential(answer.object('credential')) }
}

/** A successor with its token, and until when the old one is accepted. */
export function decodeRotated(answer: Members): Rotated {
  const supersedes = answer.object('supersedes')
  return {
    ...decodeIssued(answer),
    supersedes: { id: supersedes.text('id'), overlapUntil: supersedes.textOrNull('overlap_until') },
  }
}

/** A credential without its token. */
export function decodeCredential(credential: Members): Credential {
  const subject = credential.object('subject')
  const ended = credential.objectOrNull('ended')
  return {
    id: credential.text('id'),
    kind: credential.kind('kind'),
    application: credential.text('application'),
    subject: { id: subject.text('id'), externalId: subject.text('external_id') },
    name: credential.textOrNull('name'),
    purpose: credential.textOrNull('purpose'),
    contact: credential.textOrNull('contact'),
    tags: credential.texts('tags'),
    scopes: credential.texts('scopes'),
    allowedAddresses: credential.texts('allowed_addresses'),
    state: credential.text('state'),
    issuedAt: credential.text('issued_at'),
    notBefore: credential.textOrNull('not_before'),
    expiresAt: credential.textOrNull('expires_at'),
    lastUsedAt: credential.textOrNull('last_used_at'),
    endsAt: credential.textOrNull('ends_at'),
    ended: ended && { at: ended.text('at'), reason: ended.text('reason'), cause: ended.textOrNull('cause') },
    suspendedUntil: credential.textOrNull('suspended_until'),
    overlapUntil: credential.textOrNull('overlap_until'),
    successorId: credential.textOrNull('successor_id'),
    familyId: credential.text('family_id'),
    generation: credential.number('generation'),
  }
}

function fail(name: string): never {
  throw unexpected(name)
}

function unexpected(path: string): AssayError {
  const detail = `the data plane answered something else than agreed: ${path}`
  return new AssayError({ code: 'unexpected_answer', httpStatus: 200, requestId: null, detail })
}
