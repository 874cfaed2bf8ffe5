import { introspectToken } from '@/lib/services/tokens/introspect'
import { endpoint, presentedToken } from '../endpoint'
import { IntrospectAnswer, IntrospectForm } from '../schemas/oauth'

export const introspect = endpoint({
  method: 'post',
  path: '/oauth/introspect',
  tag: 'Tokens',
  summary: 'Introspect a token (RFC 7662)',
  description:
    'Answers `{"active":false}` for every reason. Needs HTTP Basic with the service key as password, or Bearer.',
  permission: 'tokens.introspect',
  bodyType: 'form',
  body: IntrospectForm,
  token: (form) => form.token,
  answers: { 200: { description: 'Active with its members, or inactive.', schema: IntrospectAnswer } },
  async run(call, { body: { touch } }) {
    const token = { ...presentedToken(call), touch: touch !== 'false', ip: null, country: null, userAgent: null }
    return { status: 200, body: await introspectToken(call.context, call.caller, call.issuer, token) }
  },
})
