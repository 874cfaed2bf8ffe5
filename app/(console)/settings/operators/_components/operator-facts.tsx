'use client'

import Link from 'next/link'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { plural } from '@/lib/format/count'
import { ROLE_TEXTS } from '@/lib/locale/en/roles'
import { routes } from '@/lib/routes'
import type { HeldRole } from '@/lib/services/operators/manage/list-operators'
import { IdentitiesHeld, type IdentitiesHeldProps } from './identities-held'
import { factorWords, roleLine } from './words'

/** What they may, where, and who gave it. */
export function RolesHeld({ roles }: { roles: readonly HeldRole[] }) {
  if (roles.length === 0) return <p className="text-muted">None: they cannot sign in.</p>
  return (
    <ul aria-label="Roles" className="flex flex-col gap-2.5">
      {roles.map(({ role, application, source, givenAt, givenBy }) => (
        <li key={`${role} ${application?.id} ${source}`}>
          <p title={ROLE_TEXTS[role].does}>
            {roleLine(role, application?.name ?? null)}
            {application === null && <span className="text-muted"> of the whole installation</span>}
          </p>
          <p className="text-muted text-xs">
            {source === 'issuer' ? 'by their groups at the issuer' : `given by ${givenBy}`} <Time at={givenAt} />
          </p>
        </li>
      ))}
    </ul>
  )
}

/** How they come in, and when they last did. */
export function OperatorFacts({ operator, setting }: IdentitiesHeldProps) {
  const { id, factors, hasPassword, lastSignInAt, sessions, identities, createdAt, disabled } = operator
  return (
    <DefinitionList
      items={[
        disabled && {
          term: 'Disabled',
          value: (
            <>
              <Time at={disabled.since} form="both" /> by {disabled.by}
              {disabled.note && <q className="mt-0.5 block text-muted">{disabled.note}</q>}
            </>
          ),
        },
        { term: 'Last sign-in', value: <Time at={lastSignInAt} form="both" none="never" /> },
        { term: 'Sessions', value: sessions === 0 ? 'none open' : plural(sessions, 'open', 'open') },
        { term: 'Password', value: hasPassword ? 'chosen' : 'none' },
        { term: 'Second factor', value: factorWords(factors) ?? <span className="text-soon-ink">none</span> },
        factorWords(factors) !== null && { term: 'Recovery codes', value: `${factors.recoveryCodesLeft} left` },
        identities.length > 0 && {
          term: 'Single sign-on',
          value: <IdentitiesHeld operator={operator} setting={setting} />,
        },
        { term: 'Operator since', value: <Time at={createdAt} form="absolute" /> },
        {
          term: 'What they did',
          value: (
            <Link className="link" href={routes.audit({ by: [id] })}>
              in the audit
            </Link>
          ),
        },
      ]}
    />
  )
}
