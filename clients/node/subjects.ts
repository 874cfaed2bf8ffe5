import { decodeCredential, decodeSubjectRecord, Members } from './decode'
import type { Send } from './transport'
import type { Cause, Credential, SubjectInput, SubjectRecord, Timestamp } from './types'
import { segment } from './wire'

export interface CredentialPage {
  readonly credentials: readonly Credential[]
  /** Null on the last page. */
  readonly nextCursor: string | null
}

export interface SubjectCutoff {
  /** Everything of this subject issued up to `at` is refused. */
  readonly cutoff: { readonly id: string; readonly at: Timestamp }
  readonly affected: number
}

/** The calls about a person or service, named by the id your application knows them by. */
export function subjects(send: Send) {
  return {
    /** Creates or updates a subject; members left out keep their value. */
    async upsertSubject({
      externalId,
      ...body
    }: SubjectInput & { readonly type?: 'person' | 'service' | undefined }): Promise<SubjectRecord> {
      const path = `v1/subjects/${segment(externalId)}`
      return decodeSubjectRecord(await send({ method: 'PUT', path, body, repeatable: true }))
    },

    /** Refuses every credential of this subject from now on. Throws `not_found`. */
    async disableSubject(externalId: string, body: { note?: string | undefined } = {}): Promise<SubjectRecord> {
      const path = `v1/subjects/${segment(externalId)}/disable`
      return decodeSubjectRecord(await send({ method: 'POST', path, body, repeatable: true }))
    },

    /** One page of everything the subject holds in your application, ended credentials included. */
    async listCredentials(
      externalId: string,
      page: { cursor?: string | undefined; limit?: number | undefined } = {},
    ): Promise<CredentialPage> {
      const query = new URLSearchParams()
      if (page.cursor !== undefined) query.set('cursor', page.cursor)
      if (page.limit !== undefined) query.set('limit', String(page.limit))
      const path = `v1/subjects/${segment(externalId)}/credentials?${query}`
      const answer = await send({ method: 'GET', path, repeatable: true })
      const credentials = answer.list('credentials').map((value) => decodeCredential(new Members(value)))
      return { credentials, nextCursor: answer.textOrNull('next_cursor') }
    },

    /** Ends everything of this subject in your application up to now. Not tried twice: a second cutoff is a later one. */
    async endAllOfSubject(
      externalId: string,
      body: { cause: Cause; note?: string | undefined },
    ): Promise<SubjectCutoff> {
      const path = `v1/subjects/${segment(externalId)}/end-all`
      const answer = await send({ method: 'POST', path, body, repeatable: false })
      const cutoff = answer.object('cutoff')
      return { cutoff: { id: cutoff.text('id'), at: cutoff.text('at') }, affected: answer.number('affected') }
    },
  }
}
