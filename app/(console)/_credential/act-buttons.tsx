'use client'

import { Pause, Pencil, Play, RefreshCw, X } from 'lucide-react'
import { useTransition } from 'react'
import { ownerName } from '@/components/credential/owner'
import { whyNot } from '@/components/credential/why-not'
import { Button, ButtonLink } from '@/components/ui/button'
import { notify } from '@/components/ui/notify'
import type { RoleBinding } from '@/lib/core/permissions'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { CredentialRow } from '@/lib/queries/credentials'
import { routes } from '@/lib/routes'
import { RevealButton } from '../_person/reveal-button'
import { resume } from './actions'
import type { CredentialActs } from './use-credential-acts'

export interface ActButtonsProps {
  readonly credential: CredentialRow
  readonly bindings: readonly RoleBinding[]
  readonly acts: CredentialActs
}

/** What may be done with one credential. What may not stays visible and says why. */
export function ActButtons({ credential, bindings, acts }: ActButtonsProps) {
  return (
    <>
      <Button
        variant="danger"
        icon={X}
        disabledReason={whyNot('revoke', credential, bindings)}
        onClick={() => acts.ask('revoke', [credential])}
      >
        Revoke…
      </Button>
      {credential.kind === 'api_key' && (
        <Button
          icon={RefreshCw}
          disabledReason={whyNot('rotate', credential, bindings)}
          onClick={() => acts.ask('rotate', [credential])}
        >
          Rotate…
        </Button>
      )}
      {credential.state === 'suspended' ? (
        <ResumeButton credential={credential} bindings={bindings} acts={acts} />
      ) : (
        <Button
          icon={Pause}
          disabledReason={whyNot('suspend', credential, bindings)}
          onClick={() => acts.ask('suspend', [credential])}
        >
          Suspend…
        </Button>
      )}
      {credential.kind === 'api_key' && (
        <Button
          icon={Pencil}
          disabledReason={whyNot('change', credential, bindings)}
          onClick={() => acts.ask('change', [credential])}
        >
          Change…
        </Button>
      )}
      {credential.masked && (
        <RevealButton subjectId={credential.subject.id} name={ownerName(credential.subject)} refresh={acts.refresh} />
      )}
      <ButtonLink variant="quiet" href={routes.explain({ credentialId: credential.id })}>
        Explain
      </ButtonLink>
    </>
  )
}

function ResumeButton({ credential, bindings, acts }: ActButtonsProps) {
  const [pending, start] = useTransition()
  const onClick = () =>
    start(async () => {
      const result = await resume({ credentialId: credential.id })
      if (result.ok) notify({ title: `The ${KIND_TEXTS[credential.kind].noun} is accepted again` })
      else notify({ title: 'It was not resumed', description: result.error.message, tone: 'failed' })
      await acts.refresh()
    })
  return (
    <Button icon={Play} pending={pending} disabledReason={whyNot('resume', credential, bindings)} onClick={onClick}>
      Resume
    </Button>
  )
}
