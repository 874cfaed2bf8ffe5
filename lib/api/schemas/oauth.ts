import { z } from 'zod'
import { address } from './fields'

/** RFC 6749 section 3.1: parameters that are not known are ignored. */
const form = {
  token: z.string('The parameter token is missing.'),
  token_type_hint: z.string().optional().meta({ description: 'Not needed: every kind of token is found.' }),
}

export const IntrospectForm = z
  .object({
    ...form,
    ip: address
      .optional()
      .meta({ description: "Your caller's address: a key with an address list is inactive without it." }),
    touch: z
      .string()
      .optional()
      .meta({ description: '"false" when nobody is acting: nothing is counted or recorded.' }),
  })
  .meta({ id: 'IntrospectionRequest' })

export const RevokeForm = z.object(form).meta({ id: 'RevocationRequest' })

export const IntrospectAnswer = z
  .union([
    z.strictObject({ active: z.literal(false) }),
    z.strictObject({
      active: z.literal(true),
      scope: z.string().optional(),
      client_id: z.string(),
      sub: z.string(),
      aud: z.string(),
      iss: z.string(),
      exp: z.number().int().optional(),
      iat: z.number().int(),
      nbf: z.number().int().optional(),
      jti: z.string(),
      token_type: z.literal('Bearer'),
    }),
  ])
  .meta({ id: 'Introspection' })

export const OauthError = z
  .strictObject({ error: z.string(), error_description: z.string() })
  .meta({ id: 'OauthError', description: 'RFC 6749 section 5.2.' })

export const MetadataAnswer = z
  .strictObject({
    issuer: z.url(),
    introspection_endpoint: z.url(),
    introspection_endpoint_auth_methods_supported: z.array(z.string()),
    revocation_endpoint: z.url(),
    revocation_endpoint_auth_methods_supported: z.array(z.string()),
    response_types_supported: z.array(z.string()),
    grant_types_supported: z.array(z.string()),
    service_documentation: z.url(),
  })
  .meta({ id: 'AuthorizationServerMetadata', description: 'RFC 8414 section 2.' })
