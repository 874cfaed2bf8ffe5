'use server'

import { redirect } from 'next/navigation'
import { answerAction } from '@/lib/actions/action'
import { type Theme, themeOf } from '@/lib/appearance'
import { leave } from '@/lib/auth/enter'
import { rememberLook } from '@/lib/auth/looks'
import { routes } from '@/lib/routes'

/** Remembers how the console is to look in this browser. */
export async function setTheme(theme: Theme): Promise<void> {
  await answerAction(async () => {
    await rememberLook('theme', themeOf(theme))
    return { ok: true as const, value: null }
  })
}

/** Revokes the operator's session, then forgets it. When it cannot be revoked they stay signed in and are told. */
export async function signOut(): Promise<void> {
  const result = await answerAction(leave)
  if (!result.ok) redirect(routes.signIn({ error: 'still_signed_in' }))
  redirect(result.value.onward ?? routes.signIn())
}
