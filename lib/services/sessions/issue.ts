import { entry } from '@/lib/audit/entry'
import { actingApplication } from '../acting-application'
import { command } from '../command'
import { type CredentialSummary, summarizeIssued } from '../credential-summary'
import { reported } from '../input-parts'
import { type IssueDraft, issueCredential } from '../issue-credential'
import { refuseDisabled } from '../refuse-disabled'
import { upsertSubject } from '../upsert-subject'
import { IssueSessionInput } from './schemas'

export interface IssuedSession {
  /** Shown once; nothing stored can make it again. */
  readonly token: string
  readonly credential: CredentialSummary
}

/** An application signs a person in. Errors: `conflict` when the person or the application is disabled. */
export const issueSession = command({
  permission: 'sessions.issue',
  input: IssueSessionInput,
  lock: 'sign_in',
  async run({ tx, actor, now, input, services }) {
    const application = actingApplication(actor)
    const { subject, entries } = await upsertSubject(tx, now, application, input.subject)
    await refuseDisabled(tx, application.id, subject.id)
    const draft: IssueDraft = {
      environment: application.environment,
      kind: 'session',
      applicationId: application.id,
      subjectId: subject.id,
      scopes: input.scopes,
      name: null,
      purpose: null,
      authMethod: input.authMethod ?? null,
      notBefore: null,
      expiresAt: null,
      ...reported(input.context),
      succeeds: null,
    }
    const issued = await issueCredential(tx, services, actor, now, draft)
    const credential = summarizeIssued(issued, draft, subject, await services.config.within(tx), now)
    const result: IssuedSession = { token: issued.token, credential }
    const target = {
      targetType: 'credential',
      targetId: issued.id,
      applicationId: application.id,
      subjectId: subject.id,
    } as const
    const done = entry('session.issued', target, { credentialId: issued.id, authMethod: draft.authMethod })
    return { result, entries: [done, ...entries] }
  },
})
