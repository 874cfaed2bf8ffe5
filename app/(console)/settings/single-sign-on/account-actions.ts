'use server'

import { redirect } from 'next/navigation'
import { serverAction } from '@/lib/actions/action'
import { type FormAnswer, toFormAnswer } from '@/lib/actions/form-action'
import { toIssuerToLink } from '@/lib/auth/to-issuer'
import { routes } from '@/lib/routes'
import { unlinkOwnIdentity } from '@/lib/services/operators/sso/unlink-identity'

/** Leads the operator to the issuer, to link who they are there. */
export async function linkAccount(): Promise<FormAnswer<null>> {
  const result = await linking(routes.settings())
  // Outside of what is answered: a redirect travels as an error.
  if (result.ok) redirect(result.value)
  return toFormAnswer(result)
}

/** Takes away who the operator is at an issuer. */
export async function unlinkAccount(input: Parameters<typeof unlinkOwnIdentity>[1]) {
  return unlinking(input)
}

const linking = serverAction(toIssuerToLink)
const unlinking = serverAction(unlinkOwnIdentity, { revalidate: () => [routes.settings()] })
