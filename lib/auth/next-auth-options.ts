import type { AuthOptions } from 'next-auth'
import CredentialsProvider from 'next-auth/providers/credentials'
import { z } from 'zod'
import type { Instant } from '@/lib/core/instant'
import { routes } from '@/lib/routes'
import { ServiceError } from '@/lib/services/errors'
import { SESSION_COOKIE_SECONDS, type SessionCookie, sessionCookie } from './session-cookie'

declare module 'next-auth' {
  interface User {
    /** The Assay session issued for this sign-in, on its way into the cookie. */
    token: string
  }
  interface Session {
    operator: { readonly name: string; readonly roles: readonly string[] }
  }
}

declare module 'next-auth/jwt' {
  interface JWT {
    /** The Assay token the cookie holds. */
    assayToken: string
  }
}

/** Headers as next-auth hands them to `authorize`. */
export type PlainHeaders = Readonly<Record<string, unknown>>

/** What next-auth asks of Assay. */
export interface NextAuthDeeds {
  /** Issues an Assay session. Throws ServiceError, and SecondFactorNeeded. */
  readonly signIn: (credentials: Credentials, headers: PlainHeaders) => Promise<{ token: string; operatorId: string }>
  /** Who a token belongs to, without using it; null for nobody. */
  readonly whoIs: (token: string) => Promise<{ name: string; roles: readonly string[]; endsAt: Instant | null } | null>
}

/** What a sign-in is tried with: mail and password, then a proof of a second factor, or a passkey alone. */
export type Credentials =
  | { readonly by: 'password'; readonly email: string; readonly password: string }
  | { readonly by: 'second_factor'; readonly proof: unknown }
  | { readonly by: 'passkey'; readonly signed: unknown }

/** The password was right, and the account asks for more. */
export class SecondFactorNeeded extends Error {
  override readonly name = 'SecondFactorNeeded'
}

// next-auth takes flat fields only: what has a structure travels as JSON, and is judged where it is used.
const json = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('This is no JSON.')
    return z.NEVER
  }
})
const Typed = z.union([
  z.object({ email: z.string(), password: z.string() }).transform((typed) => ({ by: 'password' as const, ...typed })),
  z.object({ proof: json }).transform(({ proof }) => ({ by: 'second_factor' as const, proof })),
  z.object({ passkey: json }).transform(({ passkey }) => ({ by: 'passkey' as const, signed: passkey })),
])

/**
 * next-auth keeps the door, Assay the sessions: `authorize` issues one, `encode` and `decode` pass its token through, and
 * whether it is worth anything is judged on every request, never by next-auth.
 */
export function nextAuthOptions(settings: { consoleUrl: string; secret: string }, deeds: NextAuthDeeds): AuthOptions {
  return {
    secret: settings.secret,
    useSecureCookies: settings.consoleUrl.startsWith('https://'),
    cookies: { sessionToken: sessionCookie(settings.consoleUrl), callbackUrl: callbackCookie(settings.consoleUrl) },
    pages: { signIn: routes.signIn(), error: routes.signIn(), signOut: routes.find() },
    session: { strategy: 'jwt', maxAge: SESSION_COOKIE_SECONDS },
    jwt: {
      encode: async ({ token }) => requireToken(token?.assayToken),
      decode: async ({ token }) => (token ? { assayToken: token } : null),
    },
    providers: [
      CredentialsProvider({
        credentials: { email: { label: 'Mail', type: 'email' }, password: { label: 'Password', type: 'password' } },
        async authorize(credentials, request) {
          const typed = Typed.safeParse(credentials)
          try {
            if (!typed.success) throw typed.error
            const { token, operatorId } = await deeds.signIn(typed.data, request.headers ?? {})
            return { id: operatorId, token }
          } catch (error) {
            throw new Error(signInErrorText(error, typed.data?.by))
          }
        },
      }),
    ],
    callbacks: {
      // Where an operator goes after signing in is decided by `safeNext` alone.
      redirect: ({ baseUrl }) => baseUrl,
      // Its only other field is what next-auth would remember of the person: nothing.
      jwt: ({ token, user }) => ({ assayToken: user ? user.token : token.assayToken }),
      async session({ session, token }) {
        const found = await deeds.whoIs(requireToken(token.assayToken))
        if (found === null) throw new Error('Not signed in')
        const { name, roles, endsAt } = found
        // A new object: nothing of the token may get into what the browser's scripts can read.
        return {
          expires: endsAt === null ? session.expires : new Date(endsAt).toISOString(),
          operator: { name, roles },
        }
      },
    },
    // Its messages quote what they concern; every failure is translated or shown by us.
    logger: { error: () => undefined, warn: () => undefined, debug: () => undefined },
  }
}

/** next-auth's own is called __Secure-, which other hosts of the domain could overwrite. */
export function callbackCookie(consoleUrl: string): SessionCookie {
  const { name, options } = sessionCookie(consoleUrl)
  return { name: name.replace('assay.session', 'next-auth.callback-url'), options }
}

/** Why a sign-in did not go through, as it travels in next-auth's redirect: a closed list, with seconds where they matter. */
export type SignInProblem =
  | { readonly code: ProblemCode }
  | { readonly code: 'too_many_attempts'; readonly retryAfterSeconds: number }

/**
 * `second_factor`: the password was right. `wrong_proof`: what was shown second, or alone, was not. `start_again`: the ticket is
 * gone. `no_role`: all that was shown was right, and opens nothing.
 */
const PROBLEM_CODES = ['refused', 'unavailable', 'second_factor', 'wrong_proof', 'start_again', 'no_role'] as const
type ProblemCode = (typeof PROBLEM_CODES)[number]

/** Reads what `authorize` said; null for anything else. */
export function readSignInProblem(text: string | null | undefined): SignInProblem | null {
  const [, code, seconds] = /^([a-z_]+)(?:\.(\d{1,5}))?$/.exec(text ?? '') ?? []
  if (code === 'too_many_attempts') return { code, retryAfterSeconds: Number(seconds ?? 30) }
  const known = PROBLEM_CODES.find((each) => each === code)
  return known === undefined ? null : { code: known }
}

function signInErrorText(error: unknown, by: Credentials['by'] | undefined): string {
  if (error instanceof SecondFactorNeeded) return 'second_factor'
  if (!(error instanceof ServiceError)) return error instanceof z.ZodError ? 'refused' : 'unavailable'
  switch (error.code) {
    case 'too_many_attempts':
      return `too_many_attempts.${error.retryAfterSeconds ?? 30}`
    case 'unauthenticated':
    case 'invalid_input':
      return by === 'password' ? 'refused' : 'wrong_proof'
    case 'conflict':
      return 'start_again'
    case 'forbidden':
      return 'no_role'
    default:
      return 'unavailable'
  }
}

function requireToken(token: string | undefined): string {
  if (token === undefined || token === '') throw new Error('The session has no token')
  return token
}
