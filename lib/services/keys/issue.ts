import type { z } from 'zod'
import { type AuditEntryDraft, entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import type { Reach } from '@/lib/core/permissions'
import { ASSAY_APPLICATION } from '../assay-application'
import { command } from '../command'
import type { Actor } from '../context'
import { type CredentialSummary, summarizeIssued } from '../credential-summary'
import { ServiceError } from '../errors'
import { reported } from '../input-parts'
import { type IssueDraft, issueCredential, issuedDetail } from '../issue-credential'
import { refuseDisabled } from '../refuse-disabled'
import { type ApplicationRow, readApplication, refuseUnknownCallerScopes, serviceSubject } from '../service-key'
import type { Transaction } from '../transaction'
import { type SubjectRow, upsertSubject } from '../upsert-subject'
import { IssueKeyInput } from './schemas'

export interface IssuedKey {
  /** Shown once; nothing stored can make it again. */
  readonly token: string
  readonly credential: CredentialSummary
}

type Input = z.output<typeof IssueKeyInput>

/**
 * Issues an API key: by an application to its own subjects, by an operator to those of any application, or to an application
 * itself (a service key). Errors: `invalid_input`, `not_found`, `conflict` when the subject or the application is disabled.
 */
export const issueKey = command({
  permission: 'keys.issue',
  input: IssueKeyInput,
  lock: 'sign_in',
  async run({ tx, actor, reach, now, input, services }) {
    refuseDates(input, now)
    const { application, subject, entries } = await holderOf(tx, { actor, reach, now }, input)
    await refuseDisabled(tx, application.id, subject.id)
    const draft = toDraft(application, subject, input)
    const issued = await issueCredential(tx, services, actor, now, draft)
    const credential = summarizeIssued(issued, draft, subject, await services.config.within(tx), now)
    const result: IssuedKey = { token: issued.token, credential }
    const target = {
      targetType: 'credential',
      targetId: issued.id,
      applicationId: application.id,
      subjectId: subject.id,
    } as const
    const done = entry('key.issued', target, issuedDetail(issued.id, draft))
    return { result, entries: [done, ...entries] }
  },
})

interface IssuedBy {
  readonly actor: Actor
  readonly reach: Reach
  readonly now: Instant
}

interface Holder {
  readonly application: ApplicationRow
  readonly subject: SubjectRow
  readonly entries: readonly AuditEntryDraft[]
}

async function holderOf(tx: Transaction, by: IssuedBy, input: Input): Promise<Holder> {
  const { actor, reach, now } = by
  if (input.representsApplicationId !== undefined) return serviceHolder(tx, by, input.representsApplicationId, input)
  const application = await readApplication(tx, reach, ownApplicationId(actor, input.applicationId))
  if (application.id === ASSAY_APPLICATION.id) {
    throw wrong('/representsApplicationId', 'Keys of Assay are service keys: say which application calls with it.')
  }
  if (input.subject === undefined) throw wrong('/subject', 'Say whom the key belongs to.')
  const { subject, entries } = await upsertSubject(tx, now, application, input.subject)
  return { application, subject, entries }
}

/** Only an operator may let an application in: its own keys must not make further ones. */
async function serviceHolder(
  tx: Transaction,
  { actor, reach, now }: IssuedBy,
  representedId: string,
  input: Input,
): Promise<Holder> {
  if (actor.type === 'application') {
    throw new ServiceError('forbidden', 'Service keys are issued at the console, not by applications.')
  }
  if (input.subject !== undefined)
    throw wrong('/subject', 'A service key belongs to the application that calls with it.')
  if ((input.applicationId ?? ASSAY_APPLICATION.id) !== ASSAY_APPLICATION.id) {
    throw wrong('/applicationId', 'Service keys are keys of Assay. Leave this out.')
  }
  if (representedId === ASSAY_APPLICATION.id) {
    throw wrong('/representsApplicationId', 'Assay does not call itself.')
  }
  refuseUnknownCallerScopes(input.scopes)
  // A service key is one of Assay's own, and may act on all of a user base.
  const application = await readApplication(tx, reach, ASSAY_APPLICATION.id)
  const subject = await serviceSubject(tx, now, await readApplication(tx, reach, representedId))
  return { application, subject, entries: [] }
}

function ownApplicationId(actor: Actor, wanted: string | undefined): string {
  if (actor.type !== 'application') {
    if (wanted === undefined) throw wrong('/applicationId', 'Say for which application.')
    return wanted
  }
  if (wanted !== undefined && wanted !== actor.id)
    throw wrong('/applicationId', 'An application issues only its own keys.')
  return actor.id
}

function refuseDates({ expiresAt, notBefore }: Input, now: Instant): void {
  if (expiresAt == null) return
  if (expiresAt <= now) throw wrong('/expiresAt', 'This lies in the past.')
  if (notBefore != null && notBefore >= expiresAt) throw wrong('/notBefore', 'It would end before it begins.')
}

function toDraft(application: ApplicationRow, subject: SubjectRow, input: Input): IssueDraft {
  return {
    environment: application.environment,
    kind: 'api_key',
    applicationId: application.id,
    subjectId: subject.id,
    scopes: input.scopes,
    name: input.name,
    purpose: input.purpose ?? null,
    contact: input.contact ?? null,
    tags: input.tags,
    allowedAddresses: input.allowedAddresses,
    authMethod: null,
    notBefore: input.notBefore ?? null,
    expiresAt: input.expiresAt ?? null,
    ...reported(input.context),
    succeeds: null,
  }
}

function wrong(pointer: string, detail: string): ServiceError {
  return new ServiceError('invalid_input', 'The key cannot be issued like this.', { fields: [{ pointer, detail }] })
}
