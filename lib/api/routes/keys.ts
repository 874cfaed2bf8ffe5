import { issueKey as issue } from '@/lib/services/keys/issue'
import { rotateKey as rotate } from '@/lib/services/keys/rotate'
import { act } from '../act'
import { endpoint } from '../endpoint'
import { reportedInput } from '../schemas/context'
import { credentialBody, IssuedAnswer, IssueKeyBody, RotatedAnswer, RotateKeyBody } from '../schemas/credential'
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
      scopes: body.scopes,
      expiresAt: body.expires_at,
      notBefore: body.not_before,
      context: reportedInput(body.context),
    }
    const { token, credential } = await act(issue(context, input))
    return { status: 201, body: { token, credential: credentialBody(credential) } }
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
    const input = { credentialId: parameters.id, overlapSeconds: body.overlap_seconds }
    const { token, credential, supersedes } = await act(rotate(context, input))
    const { id, overlapUntil } = supersedes
    const superseded = { id, overlap_until: formatTimestamp(overlapUntil) }
    return { status: 201, body: { token, credential: credentialBody(credential), supersedes: superseded } }
  },
})
