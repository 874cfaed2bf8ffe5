import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { pageContext } from '@/lib/auth/current-operator'
import { listOwnSessions } from '@/lib/services/operators/account/own-sessions'
import { SessionList } from './_components/session-list'

export const metadata: Metadata = { title: 'Your sessions' }

export default async function OwnSessionsPage() {
  const sessions = await listOwnSessions(await pageContext(), {})
  return (
    <>
      <PageHeader title="Your sessions" counts="Where you are signed in to this console." />
      <SessionList sessions={sessions} />
    </>
  )
}
