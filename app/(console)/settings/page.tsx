import type { Metadata } from 'next'
import { PageHeader } from '@/components/shell/page'
import { pageContext, requireOperator } from '@/lib/auth/current-operator'
import { systemContext } from '@/lib/auth/operator-door'
import { readSsoProblem } from '@/lib/auth/sso-problem'
import { ssoProblemText } from '@/lib/auth/sso-text'
import { listOwnSessions } from '@/lib/services/operators/account/own-sessions'
import { listFactors } from '@/lib/services/operators/factors/list-factors'
import { listOwnIdentities } from '@/lib/services/operators/sso/list-identities'
import { readSignInDoor } from '@/lib/services/operators/sso/read-provider'
import { FactorsCard } from './_account/factors-card'
import { IdentitiesCard } from './_account/identities-card'
import { NameCard } from './_account/name-card'
import { PasswordCard } from './_account/password-card'
import { linkAccount } from './single-sign-on/account-actions'

export const metadata: Metadata = { title: 'Account' }

type Search = Promise<Readonly<Record<string, string | string[] | undefined>>>

export default async function AccountPage({ searchParams }: { searchParams: Search }) {
  const { name, email } = await requireOperator()
  const context = await pageContext()
  const factors = await listFactors(context, {})
  const sessions = await listOwnSessions(context, {})
  const identities = await listOwnIdentities(context, {})
  const { issuerLabel } = await readSignInDoor(systemContext(context.services, context.requestIp), {})
  const { sso } = await searchParams
  const problem = readSsoProblem(typeof sso === 'string' ? sso : null)
  return (
    <>
      <PageHeader title="Account" />
      <div className="flex flex-col gap-3.5">
        <NameCard name={name} email={email} />
        <PasswordCard />
        <FactorsCard factors={factors} otherSessions={sessions.filter(({ current }) => !current).length} />
        {(issuerLabel !== null || identities.length > 0) && (
          <IdentitiesCard
            issuerLabel={issuerLabel}
            identities={identities}
            problem={problem === null ? undefined : ssoProblemText(problem)}
            link={linkAccount}
          />
        )}
      </div>
    </>
  )
}
