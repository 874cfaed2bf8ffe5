import { readOwnCredential } from '@/lib/services/credentials/read-own'
import { resumeCredential } from '@/lib/services/credentials/resume'
import { revokeCredentials } from '@/lib/services/credentials/revoke'
import { suspendCredential } from '@/lib/services/credentials/suspend'
import { notFound } from '@/lib/services/errors'
import { act } from '../act'
import { endpoint } from '../endpoint'
import { CredentialAnswer, credentialBody, NoteBody, RevokeBody, SuspendBody } from '../schemas/credential'
import { credentialPath } from '../schemas/fields'

export const readCredential = endpoint({
  method: 'get',
  path: '/v1/credentials/{id}',
  tag: 'Credentials',
  summary: 'Read a credential',
  description: 'Of your application, alive or ended.',
  permission: 'credentials.read',
  parameters: credentialPath,
  answers: { 200: { description: 'The credential.', schema: CredentialAnswer } },
  async run({ context }, { parameters: { id } }) {
    const credential = await readOwnCredential(context, { credentialId: id })
    return { status: 200, body: { credential: credentialBody(credential) } }
  },
})

export const revoke = endpoint({
  method: 'post',
  path: '/v1/credentials/{id}/revoke',
  tag: 'Credentials',
  summary: 'Revoke a credential',
  description: 'Ends it for good: the next call on any node knows. One that has ended answers with its first ending.',
  permission: 'credentials.revoke',
  parameters: credentialPath,
  body: RevokeBody,
  answers: { 200: { description: 'The ended credential.', schema: CredentialAnswer } },
  async run({ context }, { parameters: { id }, body: { cause, note } }) {
    const { items } = await act(revokeCredentials(context, { credentialIds: [id], cause, note }))
    const [item] = items
    if (item === undefined || item.outcome === 'not_found') throw notFound('credential')
    return { status: 200, body: { credential: credentialBody(item.credential) } }
  },
})

export const suspend = endpoint({
  method: 'post',
  path: '/v1/credentials/{id}/suspend',
  tag: 'Credentials',
  summary: 'Suspend a credential',
  description: 'Refuses it until `until`, or until it is resumed. 409 when it has ended or is suspended already.',
  permission: 'credentials.suspend',
  parameters: credentialPath,
  body: SuspendBody,
  answers: { 200: { description: 'The suspended credential.', schema: CredentialAnswer } },
  async run({ context }, { parameters: { id }, body: { until, note } }) {
    const credential = await act(suspendCredential(context, { credentialId: id, until, note }))
    return { status: 200, body: { credential: credentialBody(credential) } }
  },
})

export const resume = endpoint({
  method: 'post',
  path: '/v1/credentials/{id}/resume',
  tag: 'Credentials',
  summary: 'Resume a suspended credential',
  description: '409 when it has ended or is not suspended.',
  permission: 'credentials.resume',
  parameters: credentialPath,
  body: NoteBody,
  answers: { 200: { description: 'The credential.', schema: CredentialAnswer } },
  async run({ context }, { parameters: { id }, body: { note } }) {
    const credential = await act(resumeCredential(context, { credentialId: id, note }))
    return { status: 200, body: { credential: credentialBody(credential) } }
  },
})
