'use client'

import { KeyRound, LifeBuoy, Smartphone } from 'lucide-react'
import dynamic from 'next/dynamic'
import { type ReactNode, useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Time } from '@/components/ui/time'
import type { OwnFactors, PasskeyView } from '@/lib/services/operators/factors/list-factors'
import { OtherSessionsRow } from './other-sessions-row'

const TotpDialog = dynamic(() => import('./totp-dialog').then((module) => module.TotpDialog), { ssr: false })
const PasskeyDialog = dynamic(() => import('./passkey-dialog').then((module) => module.PasskeyDialog), { ssr: false })
const RenameDialog = dynamic(() => import('./rename-dialog').then((module) => module.RenameDialog), { ssr: false })
const RemoveDialog = dynamic(() => import('./remove-dialog').then((module) => module.RemoveDialog), { ssr: false })
const CodesDialog = dynamic(() => import('./codes-dialog').then((module) => module.CodesDialog), { ssr: false })

type Open =
  | { readonly what: 'totp' | 'passkey' | 'codes' | 'remove_totp' }
  | { readonly what: 'rename' | 'remove'; readonly passkey: PasskeyView }

interface FactorsCardProps {
  readonly factors: OwnFactors
  readonly otherSessions: number
  /** The console stays closed until there is one: then the password alone opens nothing. */
  readonly demanded?: boolean
}

/** What one's sign-in takes besides the password, and how to get in when it is lost. */
export function FactorsCard({ factors, otherSessions, demanded = false }: FactorsCardProps) {
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  const any = factors.totp !== null || factors.passkeys.length > 0
  return (
    <Card
      title="Second factors"
      note={any || demanded ? undefined : 'None: your password alone opens the console.'}
      aside={any ? <Badge tone="active">on</Badge> : !demanded && <Badge tone="soon">off</Badge>}
    >
      <div className="flex flex-col">
        <TotpRow
          factors={factors}
          onSetUp={() => setOpen({ what: 'totp' })}
          onRemove={() => setOpen({ what: 'remove_totp' })}
        />
        <PasskeyRows passkeys={factors.passkeys} onOpen={setOpen} />
        {any && <CodesRow left={factors.recoveryCodesLeft} onRenew={() => setOpen({ what: 'codes' })} />}
        <OtherSessionsRow others={otherSessions} />
      </div>
      {open?.what === 'totp' && <TotpDialog onClose={close} />}
      {open?.what === 'passkey' && <PasskeyDialog onClose={close} />}
      {open?.what === 'codes' && <CodesDialog onClose={close} />}
      {open?.what === 'rename' && <RenameDialog passkey={open.passkey} onClose={close} />}
      {open?.what === 'remove' && <RemoveDialog factor={open.passkey} last={isLast(factors)} onClose={close} />}
      {open?.what === 'remove_totp' && <RemoveDialog factor="totp" last={isLast(factors)} onClose={close} />}
    </Card>
  )
}

function isLast({ totp, passkeys }: OwnFactors): boolean {
  return (totp === null ? 0 : 1) + passkeys.length === 1
}

function TotpRow({ factors, onSetUp, onRemove }: { factors: OwnFactors; onSetUp: () => void; onRemove: () => void }) {
  const { totp } = factors
  return (
    <Row
      icon={<Smartphone size={15} strokeWidth={1.7} aria-hidden />}
      title="Authenticator app"
      detail={
        totp ? (
          <>
            set up <Time at={totp.createdAt} />
          </>
        ) : (
          'A code of six digits from an app on your phone.'
        )
      }
    >
      {totp ? (
        <Button size="sm" variant="danger" aria-label="Remove the authenticator app" onClick={onRemove}>
          Remove…
        </Button>
      ) : (
        <Button size="sm" aria-label="Set up an authenticator app" onClick={onSetUp}>
          Set up…
        </Button>
      )}
    </Row>
  )
}

function PasskeyRows({ passkeys, onOpen }: { passkeys: readonly PasskeyView[]; onOpen: (open: Open) => void }) {
  return (
    <>
      <Row
        icon={<KeyRound size={15} strokeWidth={1.7} aria-hidden />}
        title="Passkeys"
        detail="Your fingerprint, face or a security key. One signs in alone, without the password, and cannot be phished."
      >
        <Button size="sm" onClick={() => onOpen({ what: 'passkey' })}>
          Add a passkey…
        </Button>
      </Row>
      <ul aria-label="Passkeys" className="contents empty:hidden">
        {passkeys.map((passkey) => (
          <li key={passkey.id} className="flex flex-wrap items-center gap-x-3 gap-y-1.5 py-2 pl-6.5">
            <div className="min-w-0 grow">
              <p className="truncate">{passkey.name}</p>
              <p className="text-muted text-xs">
                {passkey.synced ? 'synced between devices' : 'on one device'} · added <Time at={passkey.createdAt} /> ·{' '}
                {passkey.lastUsedAt === null ? (
                  'never used'
                ) : (
                  <>
                    used <Time at={passkey.lastUsedAt} />
                  </>
                )}
              </p>
            </div>
            <Button
              size="sm"
              variant="quiet"
              aria-label={`Rename ${passkey.name}`}
              onClick={() => onOpen({ what: 'rename', passkey })}
            >
              Rename…
            </Button>
            <Button
              size="sm"
              variant="danger"
              aria-label={`Remove ${passkey.name}`}
              onClick={() => onOpen({ what: 'remove', passkey })}
            >
              Remove…
            </Button>
          </li>
        ))}
      </ul>
    </>
  )
}

function CodesRow({ left, onRenew }: { left: number; onRenew: () => void }) {
  return (
    <Row
      icon={<LifeBuoy size={15} strokeWidth={1.7} aria-hidden />}
      title="Recovery codes"
      detail={`${left} of 10 left. For the day the app or the passkey is gone; each works once.`}
    >
      {left <= 3 && <Badge tone="soon">few left</Badge>}
      <Button size="sm" aria-label="Make new recovery codes" onClick={onRenew}>
        New codes…
      </Button>
    </Row>
  )
}

function Row({
  icon,
  title,
  detail,
  children,
}: {
  icon: ReactNode
  title: string
  detail: ReactNode
  children: ReactNode
}) {
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5 not-first:border-t first:pt-0.5">
      <span className="self-start pt-0.5 text-muted">{icon}</span>
      <div className="min-w-0 grow basis-50">
        <h3 className="font-medium">{title}</h3>
        <p className="text-muted text-xs">{detail}</p>
      </div>
      {children}
    </div>
  )
}
