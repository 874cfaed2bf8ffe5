import { disableSubject } from '@/lib/services/subjects/disable'
import { enableSubject } from '@/lib/services/subjects/enable'
import { endAllOfSubject } from '@/lib/services/subjects/end-all'
import { listCredentialsOfSubject } from '@/lib/services/subjects/list-credentials'
import { upsertSubject } from '@/lib/services/subjects/upsert'
import { act } from '../act'
import { endpoint } from '../endpoint'
import { credentialBody, NoteBody } from '../schemas/credential'
import { formatTimestamp, subjectPath } from '../schemas/fields'
import {
  CredentialPage,
  EndAllAnswer,
  EndAllBody,
  PageQuery,
  SubjectAnswer,
  subjectBody,
  UpsertSubjectBody,
} from '../schemas/subject'

export const upsert = endpoint({
  method: 'put',
  path: '/v1/subjects/{external_id}',
  tag: 'Subjects',
  summary: 'Make a person or service known',
  description: 'Or bring what is known of them up to date.',
  permission: 'subjects.write',
  parameters: subjectPath,
  body: UpsertSubjectBody,
  answers: {
    200: { description: 'It was known.', schema: SubjectAnswer },
    201: { description: 'It is known now.', schema: SubjectAnswer },
  },
  async run({ context }, { parameters, body }) {
    const { subject, created } = await act(upsertSubject(context, { externalId: parameters.external_id, ...body }))
    return { status: created ? 201 : 200, body: { subject: subjectBody(subject) } }
  },
})

export const disable = endpoint({
  method: 'post',
  path: '/v1/subjects/{external_id}/disable',
  tag: 'Subjects',
  summary: 'Disable a person or service',
  description: 'Refuses everything of theirs, in every application that shares your directory, until they are enabled.',
  permission: 'subjects.disable',
  parameters: subjectPath,
  body: NoteBody,
  answers: { 200: { description: 'The disabled subject.', schema: SubjectAnswer } },
  async run({ context }, { parameters, body: { note } }) {
    const subject = await act(disableSubject(context, { externalId: parameters.external_id, note }))
    return { status: 200, body: { subject: subjectBody(subject) } }
  },
})

export const enable = endpoint({
  method: 'post',
  path: '/v1/subjects/{external_id}/enable',
  tag: 'Subjects',
  summary: 'Enable a disabled person or service',
  description: 'What has not ended meanwhile works as before.',
  permission: 'subjects.enable',
  parameters: subjectPath,
  body: NoteBody,
  answers: { 200: { description: 'The enabled subject.', schema: SubjectAnswer } },
  async run({ context }, { parameters, body: { note } }) {
    const subject = await act(enableSubject(context, { externalId: parameters.external_id, note }))
    return { status: 200, body: { subject: subjectBody(subject) } }
  },
})

export const listCredentials = endpoint({
  method: 'get',
  path: '/v1/subjects/{external_id}/credentials',
  tag: 'Subjects',
  summary: 'List what a person or service holds',
  description: 'In your application, newest first, ended credentials included.',
  permission: 'subjects.read',
  parameters: subjectPath,
  query: PageQuery,
  answers: { 200: { description: 'One page.', schema: CredentialPage } },
  async run({ context }, { parameters, query }) {
    const input = { externalId: parameters.external_id, ...query }
    const { credentials, nextCursor } = await listCredentialsOfSubject(context, input)
    return { status: 200, body: { credentials: credentials.map(credentialBody), next_cursor: nextCursor } }
  },
})

export const endAll = endpoint({
  method: 'post',
  path: '/v1/subjects/{external_id}/end-all',
  tag: 'Subjects',
  summary: 'End everything of a person or service',
  description: 'In your application, up to now. Whatever is issued after it lives.',
  permission: 'subjects.end_all',
  parameters: subjectPath,
  body: EndAllBody,
  answers: { 200: { description: 'The cutoff.', schema: EndAllAnswer } },
  async run({ context }, { parameters, body: { cause, note } }) {
    const ended = await act(endAllOfSubject(context, { externalId: parameters.external_id, cause, note }))
    const cutoff = { id: ended.cutoffId, at: formatTimestamp(ended.at) }
    return { status: 200, body: { cutoff, affected: ended.affected } }
  },
})
