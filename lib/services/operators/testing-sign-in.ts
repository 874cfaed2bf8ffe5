import type { Context } from '../context'
import type { SignedIn, SignInSource } from './issue-session'
import { signIn } from './sign-in'

/** Signs in an operator of whom nothing but the password is asked. */
export async function signedInBy(
  context: Context,
  typed: { email: string; password: string },
  source: SignInSource = { userAgent: null },
): Promise<SignedIn> {
  const step = await signIn(context, typed, source)
  if (step.step !== 'done') throw new Error('A second factor was asked for')
  return step
}
