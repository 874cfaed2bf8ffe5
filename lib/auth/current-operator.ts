import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { wallClock } from '@/lib/clock'
import { consoleServices } from '@/lib/console-services'
import { newId } from '@/lib/crypto/id'
import { environment } from '@/lib/env'
import { routes } from '@/lib/routes'
import type { Context, OperatorActor } from '@/lib/services/context'
import { ServiceError } from '@/lib/services/errors'
import { type CurrentOperator, currentOperator } from '@/lib/services/operators/current-operator'
import { sessionRenewed } from '@/lib/services/operators/renew-session'
import { CANNOT_BE_CHECKED } from './cannot-be-checked'
import type { HeaderReader } from './origin'
import { PATH_HEADER, sourceOf, USE_HEADER } from './request-source'
import { sessionCookie } from './session-cookie'

/** Who is signed in, judged once for all of one page. Rendering a page is a use unless it was prefetched. */
export const readOperator = cache(async (): Promise<CurrentOperator> => {
  const head = await headers()
  return judgeCookie(head, head.get(USE_HEADER) === '1')
})

/** Who is signed in, also somebody who owes a second factor: for the page where they set it up. Redirects and throws as below. */
export async function requireSignedIn(): Promise<OperatorActor> {
  const current = await readOperator()
  if (current.state === 'signed_in') return current.operator
  if (current.state === 'try_again') throw new OperatorUnknown()
  return redirect(routes.signIn({ next: await pathHere() }))
}

/**
 * The operator this page is rendered for. Every page calls it itself: layouts are not rendered again on the way from page
 * to page. Redirects to sign-in when there is none, and to setting up a second factor where one is owed; throws an error with
 * the digest CANNOT_BE_CHECKED when the store is down.
 */
export async function requireOperator(): Promise<OperatorActor> {
  const operator = await requireSignedIn()
  if (operator.owesFactor) return redirect(routes.secondFactorDemanded({ next: await pathHere() }))
  return operator
}

async function pathHere(): Promise<string | undefined> {
  return (await headers()).get(PATH_HEADER) ?? undefined
}

/** The context of the page where a second factor is set up. */
export async function signedInContext(): Promise<Context> {
  return contextOf(await requireSignedIn(), await headers())
}

/** A page's context for the reads it renders: `const context = await pageContext()`. */
export async function pageContext(): Promise<Context> {
  return contextOf(await requireOperator(), await headers())
}

/**
 * A context outside of pages, for actions and routes. `touch`: whether this is a use by the person.
 * Errors: ServiceError `unauthenticated`, `session_renewed`, `unavailable`.
 */
export async function operatorContext({ touch }: { touch: boolean }): Promise<Context> {
  const head = await headers()
  const current = await judgeCookie(head, touch)
  if (current.state === 'signed_in') return contextOf(current.operator, head)
  if (current.state === 'signed_out' && current.renewed !== undefined) throw sessionRenewed()
  if (current.state === 'signed_out')
    throw new ServiceError('unauthenticated', 'Your session has ended. Sign in again; what you typed is kept here.')
  throw new ServiceError('unavailable', 'Your session cannot be checked right now. Nothing was changed. Try again.', {
    retryAfterSeconds: 1,
  })
}

async function judgeCookie(head: HeaderReader, touch: boolean): Promise<CurrentOperator> {
  const { name } = sessionCookie(environment().consoleUrl)
  const token = (await cookies()).get(name)?.value ?? null
  return currentOperator(consoleServices(), { token, touch, ...sourceOf(head) })
}

function contextOf(actor: OperatorActor, head: HeaderReader): Context {
  return { services: consoleServices(), actor, correlationId: newId(wallClock()), requestIp: sourceOf(head).ip }
}

class OperatorUnknown extends Error {
  override readonly name = 'OperatorUnknown'
  /** Next keeps a digest that is there, also in production, where it hides every message. */
  readonly digest = CANNOT_BE_CHECKED

  constructor() {
    super('Whether you are signed in cannot be checked right now')
  }
}
