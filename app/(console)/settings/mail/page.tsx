import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { readMailOverview } from '@/lib/services/notices/read-settings'
import { ApplicationMails } from './_components/application-mails'
import { MailServer } from './_components/mail-server'
import { MailSwitches } from './_components/mail-switches'
import { RecentNotices } from './_components/recent-notices'

export const metadata: Metadata = { title: 'Mail' }

export default async function MailPage() {
  const { bindings, email } = await requireOperator()
  const hidden = whyNotPermitted(bindings, 'mail.read', 'see how mails are sent', null)
  if (hidden !== undefined) return <Hidden reason={hidden} />
  const overview = await readMailOverview(await pageContext(), {})
  const { server, enabled, kindsOff, applications, recent } = overview
  const sends = server.set === true && enabled
  const blocked = whyNotPermitted(bindings, 'mail.change', 'change which mails are sent', null)
  const blockedOf = whyNotPermitted(bindings, 'applications.change', 'change the mails of an application')
  return (
    <>
      <PageHeader title="Mail" badge={sends ? <Badge tone="active">on</Badge> : <Badge>off</Badge>} />
      <div className="flex flex-col gap-3.5">
        <MailServer server={server} email={email} blocked={blocked} />
        <MailSwitches enabled={enabled} kindsOff={kindsOff} blocked={blocked} />
        <ApplicationMails applications={applications} blocked={blockedOf} />
        <RecentNotices notices={recent} />
      </div>
    </>
  )
}

function Hidden({ reason }: { reason: string }) {
  return (
    <>
      <PageHeader title="Mail" />
      <Card>
        <p className="text-muted">{reason}</p>
      </Card>
    </>
  )
}
