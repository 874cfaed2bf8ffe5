'use client'

import dynamic from 'next/dynamic'
import { useActionState, useState } from 'react'
import { FormErrorLine } from '@/components/form/form'
import { type FormState, formError, idle } from '@/components/form/form-state'
import { keepFields } from '@/components/form/keep-fields'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OwnIdentity } from '@/lib/services/operators/sso/list-identities'

const UnlinkDialog = dynamic(() => import('./unlink-dialog').then((module) => module.UnlinkDialog), { ssr: false })

export type IdentitiesCardProps = {
  /** What the issuer is called; null where there is none now. */
  issuerLabel: string | null
  identities: readonly OwnIdentity[]
  /** What went wrong at the issuer just now. */
  problem: string | undefined
  /** Server action: leads to the issuer when all is well. */
  link: (before: unknown, data: FormData) => Promise<FormState<null>>
}

/** Who the operator is at the issuer. */
export function IdentitiesCard({ issuerLabel, identities, problem, link }: IdentitiesCardProps) {
  const [leaving, setLeaving] = useState<OwnIdentity | null>(null)
  return (
    <Card title="Single sign-on" note={issuerLabel === null ? 'It is off now.' : undefined}>
      <div className="flex flex-col gap-3">
        {identities.length === 0 && (
          <p className="text-muted">
            Not linked. The same mail address there is not enough: you link it yourself, and sign in there from then on.
          </p>
        )}
        <ul aria-label="Linked accounts" className="flex flex-col empty:hidden">
          {identities.map((identity) => (
            <li
              key={identity.id}
              className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 not-first:border-t first:pt-0"
            >
              <div className="min-w-0 grow basis-50">
                <p className="mono break-all">{identity.subject}</p>
                <p className="break-all text-muted text-xs">
                  at {identity.issuer} · linked <Time at={identity.linkedAt} />
                </p>
              </div>
              <Button
                size="sm"
                variant="danger"
                aria-label={`Remove the link to ${identity.subject}`}
                onClick={() => setLeaving(identity)}
              >
                Remove…
              </Button>
            </li>
          ))}
        </ul>
        {issuerLabel !== null && <LinkForm issuerLabel={issuerLabel} problem={problem} link={link} />}
      </div>
      {leaving && <UnlinkDialog identity={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  )
}

type LinkFormProps = Pick<IdentitiesCardProps, 'problem' | 'link'> & { issuerLabel: string }

function LinkForm({ issuerLabel, problem, link }: LinkFormProps) {
  // As at the door: a form that is sent before the script is here could not lead to the issuer.
  const [state, submit, pending] = useActionState<FormState<null>, FormData>((before, data) => link(before, data), idle)
  const error = formError(state) ?? (problem === undefined ? undefined : { message: problem })
  return (
    <form action={submit} onSubmit={keepFields(submit, pending)} className="flex flex-col items-start gap-3">
      <FormErrorLine error={pending ? undefined : error} />
      <Button type="submit" pending={pending}>
        Link your account at {issuerLabel}
      </Button>
    </form>
  )
}
