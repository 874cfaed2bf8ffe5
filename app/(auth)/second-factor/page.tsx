import type { Metadata } from 'next'
import { StepUpProvider } from '@/components/step-up/step-up-provider'
import { ButtonLink } from '@/components/ui/button'
import { requireSignedIn, signedInContext } from '@/lib/auth/current-operator'
import { safeNext } from '@/lib/routes'
import { listOwnSessions } from '@/lib/services/operators/account/own-sessions'
import { listFactors, type OwnFactors } from '@/lib/services/operators/factors/list-factors'
import { signOut } from '../../(console)/_shell/actions'
import { confirmIdentity, stepUpAtIssuer, stepUpOffer, stepUpPasskey } from '../../(console)/_shell/step-up-actions'
import { FactorsCard } from '../../(console)/settings/_account/factors-card'
import { DoorCard } from '../_components/door-card'
import { LeaveButton } from './leave-button'

export const metadata: Metadata = { title: 'Set up a second factor' }

type Search = Readonly<Record<string, string | string[] | undefined>>

/** Where somebody sets up the second factor that is demanded of them; the rest of the console is closed until then. */
export default async function SecondFactorDemandedPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { owesFactor, email } = await requireSignedIn()
  const { next } = await searchParams
  const context = await signedInContext()
  const factors = await listFactors(context, {})
  const sessions = await listOwnSessions(context, {})
  const { title, lead } = TEXTS[stateOf(owesFactor === true, factors)]
  return (
    <DoorCard title={title} lead={lead} foot={`Signed in as ${email}.`}>
      <StepUpProvider actions={STEP_UP}>
        <FactorsCard
          factors={factors}
          otherSessions={sessions.filter(({ current }) => !current).length}
          demanded={owesFactor === true}
        />
      </StepUpProvider>
      <div className="mt-4 flex justify-end gap-2">
        {owesFactor ? (
          <LeaveButton signOut={signOut} />
        ) : (
          <ButtonLink variant="primary" href={safeNext(typeof next === 'string' ? next : undefined)}>
            Go on
          </ButtonLink>
        )}
      </div>
    </DoorCard>
  )
}

const TEXTS = {
  owed: {
    title: 'Set up a second factor',
    lead: 'It is demanded of you here, besides the password. An app on your phone will do; a passkey does better.',
  },
  set_up: { title: 'Your second factor is set up', lead: 'From the next sign-in on you are asked for it.' },
  not_owed: { title: 'A second factor', lead: 'None is demanded of you. You may set one up all the same.' },
} as const

function stateOf(owes: boolean, { totp, passkeys }: OwnFactors): keyof typeof TEXTS {
  if (owes) return 'owed'
  return totp === null && passkeys.length === 0 ? 'not_owed' : 'set_up'
}

const STEP_UP = { offer: stepUpOffer, request: stepUpPasskey, atIssuer: stepUpAtIssuer, prove: confirmIdentity }
