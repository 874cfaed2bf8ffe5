'use server'

import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { answerAction } from '@/lib/actions/action'
import { THEME_COOKIE, type Theme, themeOf, YEAR_SECONDS } from '@/lib/appearance'
import { leave } from '@/lib/auth/enter'
import { sessionCookie } from '@/lib/auth/session-cookie'
import { environment } from '@/lib/env'
import { routes } from '@/lib/routes'

/** Remembers how the console is to look in this browser. */
export async function setTheme(theme: Theme): Promise<void> {
  await answerAction(async () => {
    const { options } = sessionCookie(environment().consoleUrl)
    const jar = await cookies()
    jar.set(THEME_COOKIE, themeOf(theme), { ...options, maxAge: YEAR_SECONDS })
    return { ok: true as const, value: null }
  })
}

/** Revokes the operator's session, then forgets it. When it cannot be revoked they stay signed in and are told. */
export async function signOut(): Promise<void> {
  const result = await answerAction(leave)
  if (!result.ok) redirect(routes.signIn({ error: 'still_signed_in' }))
  redirect(result.value.onward ?? routes.signIn())
}
