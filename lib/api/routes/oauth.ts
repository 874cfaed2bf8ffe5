import { introspectToken } from '@/lib/services/tokens/introspect'
import { revokePresented } from '@/lib/services/tokens/revoke-presented'
import { act } from '../act'
import { endpoint, presentedToken } from '../endpoint'
import { IntrospectAnswer, IntrospectForm, RevokeForm } from '../schemas/oauth'

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
  async run(call, { body: { touch, ip = null } }) {
    const token = { ...presentedToken(call), touch: touch !== 'false', ip, country: null, userAgent: null }
    return { status: 200, body: await introspectToken(call.context, call.caller, call.issuer, token) }
  },
})

export const revokeToken = endpoint({
  method: 'post',
  path: '/oauth/revoke',
  tag: 'Tokens',
  summary: 'Revoke a token (RFC 7009)',
  description: 'Ends it when it is yours. Whatever else is presented changes nothing and has the same answer.',
  permission: 'tokens.revoke',
  bodyType: 'form',
  body: RevokeForm,
  token: (form) => form.token,
  answers: { 200: { description: 'It is not active, or no longer.', schema: null } },
  async run(call) {
    await act(revokePresented(call.context, { presentation: presentedToken(call).presentation }))
    return { status: 200, body: null }
  },
})
