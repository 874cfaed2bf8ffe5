import type { Metadata } from 'next'
import { headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { heldAtDoor } from '@/lib/auth/enter'
import { systemContext } from '@/lib/auth/operator-door'
import { sourceOf } from '@/lib/auth/request-source'
import { consoleServices } from '@/lib/console-services'
import { routes, safeNext } from '@/lib/routes'
import { readSecondStep } from '@/lib/services/operators/second-step'
import { DoorCard } from '../../_components/door-card'
import { finish, startPasskey } from './actions'
import { SecondFactorForm } from './second-factor-form'

export const metadata: Metadata = { title: 'Second factor' }

type Search = Readonly<Record<string, string | string[] | undefined>>

/** The second step of signing in. Only a browser that has just shown the right password gets here. */
export default async function SecondFactorPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { next: wanted } = await searchParams
  const next = safeNext(typeof wanted === 'string' ? wanted : undefined)
  const context = systemContext(consoleServices(), sourceOf(await headers()).ip)
  const offer = await readSecondStep(context, { ticket: await heldAtDoor('ticket') })
  if (offer === null) redirect(routes.signIn({ next }))
  return (
    <DoorCard title="One more step" lead="Your password is right. Now show your second factor.">
      <SecondFactorForm offer={offer} next={next} finish={finish} startPasskey={startPasskey} />
    </DoorCard>
  )
}
