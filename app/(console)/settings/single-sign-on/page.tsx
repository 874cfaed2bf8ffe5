import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { callbackUrl } from '@/lib/auth/single-sign-on'
import { environment } from '@/lib/env'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { routes } from '@/lib/routes'
import { readSsoSettings } from '@/lib/services/operators/sso/settings'
import { readApplicationChoices } from '../../_list/applications'
import { IssuerSide } from './_components/issuer-side'
import { SsoForm } from './_components/sso-form'

export const metadata: Metadata = { title: 'Single sign-on' }

export default async function SingleSignOnPage() {
  const { bindings } = await requireOperator()
  const hidden = whyNotPermitted(bindings, 'sso.read', 'see how single sign-on is set up', null)
  if (hidden !== undefined) return <Hidden reason={hidden} />
  const context = await pageContext()
  const settings = await readSsoSettings(context, {})
  const { consoleUrl } = environment()
  return (
    <>
      <PageHeader
        title="Single sign-on"
        badge={settings?.enabled ? <Badge tone="active">on</Badge> : <Badge>off</Badge>}
      />
      <div className="flex flex-col gap-3.5">
        <SsoForm
          settings={settings}
          applications={await readApplicationChoices(context)}
          blocked={whyNotPermitted(bindings, 'sso.manage', 'change single sign-on', null)}
        />
        <IssuerSide
          callback={callbackUrl(consoleUrl)}
          signedOut={consoleUrl + routes.signIn()}
          logout={consoleUrl + routes.api.ssoLogout()}
        />
      </div>
    </>
  )
}

function Hidden({ reason }: { reason: string }) {
  return (
    <>
      <PageHeader title="Single sign-on" />
      <Card>
        <p className="text-muted">{reason}</p>
      </Card>
    </>
  )
}
