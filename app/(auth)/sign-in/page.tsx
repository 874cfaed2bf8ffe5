import type { Metadata } from 'next'
import { headers } from 'next/headers'
import Link from 'next/link'
import { redirect } from 'next/navigation'
import type { ReactNode } from 'react'
import { Or } from '@/components/step-up/or'
import { readOperator } from '@/lib/auth/current-operator'
import { endingText } from '@/lib/auth/ending-text'
import { signInProblemText } from '@/lib/auth/enter'
import { readSignInProblem } from '@/lib/auth/next-auth-options'
import { systemContext } from '@/lib/auth/operator-door'
import { sourceOf } from '@/lib/auth/request-source'
import { readSsoProblem } from '@/lib/auth/sso-problem'
import { ssoProblemText } from '@/lib/auth/sso-text'
import { consoleServices } from '@/lib/console-services'
import { duration } from '@/lib/format/duration'
import { lengthInWords } from '@/lib/locale/en/lengths'
import { routes, safeNext } from '@/lib/routes'
import type { Context } from '@/lib/services/context'
import { ServiceError } from '@/lib/services/errors'
import type { CurrentOperator } from '@/lib/services/operators/current-operator'
import { readSignInPolicy, type SignInPolicy } from '@/lib/services/operators/read-sign-in-policy'
import { readSignInDoor, type SignInDoor } from '@/lib/services/operators/sso/read-provider'
import { DoorCard } from '../_components/door-card'
import { DoorNotice } from '../_components/door-notice'
import { signIn, signInAtIssuer, signInWithPasskey, startPasskeySignIn } from './actions'
import { IssuerDoor } from './issuer-door'
import { PasskeySignIn } from './passkey-sign-in'
import { Renewed } from './renewed'
import { SignInForm } from './sign-in-form'

export const metadata: Metadata = { title: 'Sign in' }

type Search = Readonly<Record<string, string | string[] | undefined>>

export default async function SignInPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const next = safeNext(one(search.next))
  const current = await readOperator()
  if (current.state === 'signed_in') redirect(next)
  const policy = await readPolicy()
  const problem = readSsoProblem(one(search.error))
  if (policy?.isSetUp === false) return <NotSetUp />
  const door = await readDoor()
  return (
    <DoorCard title="Sign in" foot={policy && limitsText(policy)}>
      {current.state === 'signed_out' && current.renewed && <Renewed />}
      {problem && <DoorNotice text={ssoProblemText(problem)} refused />}
      <Ways door={door} next={next}>
        <SignInForm action={signIn} next={next} notice={problem ? undefined : noticeOf(current, one(search.error))} />
        <PasskeySignIn next={next} start={startPasskeySignIn} finish={signInWithPasskey} />
        {door?.mailsLinks && (
          <p className="mt-3 text-center">
            <Link href={routes.forgotten()} className="link">
              Forgotten your password?
            </Link>
          </p>
        )}
      </Ways>
    </DoorCard>
  )
}

/** The issuer first, where there is one; what else there is below it, folded away where it is for owners only. */
function Ways({ door, next, children }: { door: SignInDoor | null; next: string; children: ReactNode }) {
  if (door === null || door.issuerLabel === null) return children
  return (
    <div className="flex flex-col gap-4">
      <IssuerDoor action={signInAtIssuer} label={door.issuerLabel} next={next} />
      {door.passwordsAllowed ? (
        <>
          <Or />
          {children}
        </>
      ) : (
        <details>
          <summary className="cursor-pointer text-muted">For owners: sign in without {door.issuerLabel}</summary>
          <div className="pt-4">{children}</div>
        </details>
      )}
    </div>
  )
}

function NotSetUp() {
  return (
    <DoorCard title="No operator exists yet">
      <p className="text-muted">
        The first one is made with the one-time set-up link. Assay prints it where it was started; restarting prints a
        new one.
      </p>
    </DoorCard>
  )
}

/** Why the page is shown at all: what went wrong just now, or how the old session ended. */
function noticeOf(current: CurrentOperator, error: string | undefined): string | undefined {
  if (error === STILL_SIGNED_IN) return 'You are still signed in: the store could not be reached to end your session.'
  const problem = readSignInProblem(error)
  if (problem !== null) return signInProblemText(problem)
  if (current.state === 'try_again')
    return 'The store cannot be reached right now. Your session may still be good: try again.'
  const ending = current.state === 'signed_out' ? current.ending : null
  return ending === null ? undefined : (endingText(ending) ?? undefined)
}

const STILL_SIGNED_IN = 'still_signed_in'

/** Null when the store is down: the page says so by its notice. */
function readPolicy(): Promise<SignInPolicy | null> {
  return whileUp(readSignInPolicy)
}

function readDoor(): Promise<SignInDoor | null> {
  return whileUp(readSignInDoor)
}

async function whileUp<R>(read: (context: Context, input: Record<string, never>) => Promise<R>): Promise<R | null> {
  try {
    return await read(systemContext(consoleServices(), sourceOf(await headers()).ip), {})
  } catch (error) {
    if (error instanceof ServiceError && error.code === 'unavailable') return null
    throw error
  }
}

function limitsText({ idleSeconds, absoluteSeconds }: SignInPolicy): string | undefined {
  const length = (seconds: number) => lengthInWords(duration(seconds * 1000))
  const idle = idleSeconds === null ? [] : [`after ${length(idleSeconds)} without use`]
  const absolute = absoluteSeconds === null ? [] : [`after ${length(absoluteSeconds)} in any case`]
  const limits = [...idle, ...absolute]
  return limits.length === 0 ? undefined : `Your session ends ${limits.join(', and ')}.`
}

function one(value: string | string[] | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined
}
