import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { pageContext } from '@/lib/auth/current-operator'
import { listOwnSessions } from '@/lib/services/operators/account/own-sessions'
import { listNewDevices } from '@/lib/services/operators/devices/new-devices'
import { NewDevices } from './_components/new-devices'
import { SessionList } from './_components/session-list'

export const metadata: Metadata = { title: 'Your sessions' }

export default async function OwnSessionsPage() {
  const context = await pageContext()
  const [sessions, devices] = await Promise.all([listOwnSessions(context, {}), listNewDevices(context, {})])
  return (
    <>
      <PageHeader title="Your sessions" counts="Where you are signed in to this console." />
      {devices.length > 0 && <NewDevices devices={devices} />}
      <SessionList sessions={sessions} />
    </>
  )
}
