import { changeKey as change } from '@/lib/services/keys/change'
import { endOverlap as end } from '@/lib/services/keys/end-overlap'
import { extendOverlap as extend } from '@/lib/services/keys/extend-overlap'
import { issueKey as issue } from '@/lib/services/keys/issue'
import { rotateKey as rotate } from '@/lib/services/keys/rotate'
import { act } from '../act'
import { endpoint } from '../endpoint'
import { reportedInput } from '../schemas/context'
import {
  ChangeKeyBody,
  CredentialAnswer,
  credentialBody,
  ExtendOverlapBody,
  IssuedAnswer,
  IssueKeyBody,
  NoteBody,
  RotatedAnswer,
  RotateKeyBody,
} from '../schemas/credential'
import { credentialPath, formatTimestamp } from '../schemas/fields'

export const issueKey = endpoint({
  method: 'post',
  path: '/v1/keys',
  tag: 'Keys',
  summary: 'Issue an API key',
  description: 'For a person or a service of your application.',
  permission: 'keys.issue',
  replayable: true,
  body: IssueKeyBody,
  answers: { 201: { description: 'The key, and its token once.', schema: IssuedAnswer } },
  async run({ context }, { body }) {
    const { external_id: externalId, ...names } = body.subject
    const input = {
      subject: { externalId, ...names },
      name: body.name,
      purpose: body.purpose,
      contact: body.contact,
      tags: body.tags,
      scopes: body.scopes,
      allowedAddresses: body.allowed_addresses,
      expiresAt: body.expires_at,
      notBefore: body.not_before,
      context: reportedInput(body.context),
    }
    const { token, credential } = await act(issue(context, input))
    return { status: 201, body: { token, credential: credentialBody(credential) } }
  },
})

export const changeKey = endpoint({
  method: 'post',
  path: '/v1/keys/{id}/change',
  tag: 'Keys',
  summary: 'Change an API key',
  description:
    'Its name, purpose, contact, tags and addresses; of its scopes some can be taken away. The token stays. 409 when it has ended.',
  permission: 'keys.change',
  parameters: credentialPath,
  body: ChangeKeyBody,
  answers: { 200: { description: 'The changed key.', schema: CredentialAnswer } },
  async run({ context }, { parameters, body: { allowed_addresses: allowedAddresses, ...body } }) {
    const credential = await act(change(context, { credentialId: parameters.id, ...body, allowedAddresses }))
    return { status: 200, body: { credential: credentialBody(credential) } }
  },
})

export const endOverlap = endpoint({
  method: 'post',
  path: '/v1/keys/{id}/end-overlap',
  tag: 'Keys',
  summary: 'End the overlap of a rotated API key',
  description: 'The old token is refused from now on, its successor lives. 409 when it has no successor or has ended.',
  permission: 'keys.end_overlap',
  parameters: credentialPath,
  body: NoteBody,
  answers: { 200: { description: 'The superseded key.', schema: CredentialAnswer } },
  async run({ context }, { parameters: { id }, body: { note } }) {
    const credential = await act(end(context, { credentialId: id, note }))
    return { status: 200, body: { credential: credentialBody(credential) } }
  },
})

export const extendOverlap = endpoint({
  method: 'post',
  path: '/v1/keys/{id}/extend-overlap',
  tag: 'Keys',
  summary: 'Extend the overlap of a rotated API key',
  description: 'The old token is accepted until then. 409 when it has no successor or has ended.',
  permission: 'keys.rotate',
  parameters: credentialPath,
  body: ExtendOverlapBody,
  answers: { 200: { description: 'The old key.', schema: CredentialAnswer } },
  async run({ context }, { parameters: { id }, body: { until } }) {
    const credential = await act(extend(context, { credentialId: id, until }))
    return { status: 200, body: { credential: credentialBody(credential) } }
  },
})

export const rotateKey = endpoint({
  method: 'post',
  path: '/v1/keys/{id}/rotate',
  tag: 'Keys',
  summary: 'Rotate an API key',
  description: 'Gives it a successor with the same scopes. The old token is accepted during the overlap.',
  permission: 'keys.rotate',
  replayable: true,
  parameters: credentialPath,
  body: RotateKeyBody,
  answers: { 201: { description: 'The successor, and its token once.', schema: RotatedAnswer } },
  async run({ context }, { parameters, body }) {
    const input = { credentialId: parameters.id, overlapSeconds: body.overlap_seconds, scopes: body.scopes }
    const { token, credential, supersedes } = await act(rotate(context, input))
    const { id, overlapUntil } = supersedes
    const superseded = { id, overlap_until: formatTimestamp(overlapUntil) }
    return { status: 201, body: { token, credential: credentialBody(credential), supersedes: superseded } }
  },
})
