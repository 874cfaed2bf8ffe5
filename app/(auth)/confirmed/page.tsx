import type { Metadata } from 'next'
import { readSsoProblem } from '@/lib/auth/sso-problem'
import { ssoProblemText } from '@/lib/auth/sso-text'
import { DoorCard } from '../_components/door-card'
import { DoorNotice } from '../_components/door-notice'
import { Confirmed } from './confirmed'

export const metadata: Metadata = { title: 'Confirm it is you' }

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>

/** The last page of the window in which the issuer asked who somebody is. */
export default async function ConfirmedPage({ searchParams }: { searchParams: Search }) {
  const { sso } = await searchParams
  const problem = readSsoProblem(typeof sso === 'string' ? sso : null)
  if (problem === null) return <Confirmed />
  return (
    <DoorCard title="Not confirmed">
      <DoorNotice text={ssoProblemText(problem)} refused />
      <p className="text-muted">Close this window and try again where you came from.</p>
    </DoorCard>
  )
}
