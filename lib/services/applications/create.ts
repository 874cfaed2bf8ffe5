import { application } from '@/db/schema/application'
import { entry } from '@/lib/audit/entry'
import { newId } from '@/lib/crypto/id'
import { ASSAY_APPLICATION } from '../assay-application'
import { command, refused } from '../command'
import { type IssueDraft, issueCredential, issuedDetail } from '../issue-credential'
import { readApplication, serviceSubject } from '../service-key'
import { CreateApplicationInput } from './schemas'

/** An application just connected, with the key it calls the data plane with. */
export interface ConnectedApplication {
  readonly application: { readonly id: string; readonly slug: string; readonly name: string }
  readonly credentialId: string
  /** Shown once; nothing stored can make it again. */
  readonly token: string
}

/** Connects an application and issues its first service key. Outcome `slug_taken`. Errors: `invalid_input`, `forbidden`. */
export const createApplication = command({
  permission: 'applications.create',
  input: CreateApplicationInput,
  lock: 'sign_in',
  async run({ tx, actor, reach, now, input, services }) {
    const { slug, name, environment, signInUrl } = input
    // A directory of operators would let an application speak of them.
    const directory = input.directory ?? slug
    if (directory === ASSAY_APPLICATION.directory)
      return refused('directory_taken', 'This directory is Assay’s own. Choose another.')
    const row = { id: newId(now), slug, name, environment, directory, signInUrl: signInUrl ?? null, createdAt: now }
    const [made] = await tx.insert(application).values(row).onConflictDoNothing().returning()
    if (made === undefined) return refused('slug_taken', `Another application has the slug ${slug}. Choose another.`)
    const assay = await readApplication(tx, reach, ASSAY_APPLICATION.id)
    const service = await serviceSubject(tx, now, made)
    const draft = keyDraft(service.id, assay.environment, name, input.scopes)
    const issued = await issueCredential(tx, services, actor, now, draft)
    const result: ConnectedApplication = {
      application: { id: made.id, slug, name },
      credentialId: issued.id,
      token: issued.token,
    }
    const created = entry(
      'application.created',
      { targetType: 'application', targetId: made.id, applicationId: made.id },
      { slug, environment, directory },
    )
    const target = {
      targetType: 'credential',
      targetId: issued.id,
      applicationId: assay.id,
      subjectId: service.id,
    } as const
    const key = entry('key.issued', target, issuedDetail(issued.id, draft))
    return { result, entries: [created, key] }
  },
})

function keyDraft(
  subjectId: string,
  environment: IssueDraft['environment'],
  name: string,
  scopes: readonly string[],
): IssueDraft {
  return {
    environment,
    kind: 'api_key',
    applicationId: ASSAY_APPLICATION.id,
    subjectId,
    scopes,
    name: `${name} service key`,
    purpose: 'Calls the data plane',
    authMethod: null,
    notBefore: null,
    expiresAt: null,
    ip: null,
    country: null,
    userAgent: null,
    succeeds: null,
  }
}
