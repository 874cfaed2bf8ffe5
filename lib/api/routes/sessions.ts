import { issueSession as issue } from '@/lib/services/sessions/issue'
import { act } from '../act'
import { endpoint } from '../endpoint'
import { reportedInput } from '../schemas/context'
import { credentialBody, IssuedAnswer, IssueSessionBody } from '../schemas/credential'

export const issueSession = endpoint({
  method: 'post',
  path: '/v1/sessions',
  tag: 'Sessions',
  summary: 'Issue a session',
  description:
    'After your application has signed somebody in. Makes the person known, or brings their names up to date.',
  permission: 'sessions.issue',
  replayable: true,
  body: IssueSessionBody,
  answers: { 201: { description: 'The session, and its token once.', schema: IssuedAnswer } },
  async run({ context }, { body }) {
    const { external_id: externalId, ...names } = body.subject
    const input = {
      subject: { externalId, ...names, type: 'person' as const },
      authMethod: body.auth_method,
      scopes: body.scopes,
      context: reportedInput(body.context),
    }
    const { token, credential } = await act(issue(context, input))
    return { status: 201, body: { token, credential: credentialBody(credential) } }
  },
})
