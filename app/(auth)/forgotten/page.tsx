import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { systemContext } from '@/lib/auth/operator-door'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import { readSignInDoor } from '@/lib/services/operators/sso/read-provider'
import { DoorWord } from '../_components/door-word'
import { ask } from './actions'
import { ForgottenForm } from './forgotten-form'

export const metadata: Metadata = { title: 'Forgotten password' }

export default async function ForgottenPage() {
  const context = systemContext(consoleServices(), sourceOf(await headers()).ip)
  const { mailsLinks } = await readSignInDoor(context, {})
  if (!mailsLinks)
    return (
      <DoorWord
        title="Forgotten password"
        text="This installation sends no mail. Ask an owner: they can reset how you sign in, under Settings, Operators."
      />
    )
  return <ForgottenForm action={ask} />
}
