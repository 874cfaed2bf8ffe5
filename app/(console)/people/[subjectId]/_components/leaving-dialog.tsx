'use client'

import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ownerName } from '@/components/credential/owner'
import { Button } from '@/components/ui/button'
import { Checkbox } from '@/components/ui/checkbox'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { ErrorState } from '@/components/ui/error-state'
import { Select } from '@/components/ui/select'
import { SkeletonLines } from '@/components/ui/skeleton'
import { Time } from '@/components/ui/time'
import { requestIdOf } from '@/lib/queries/http'
import { holdingsQuery, type PersonStory } from '@/lib/queries/people'
import { routes } from '@/lib/routes'
import type { HeldKey, Holdings } from '@/lib/services/subjects/read-holdings'
import { ActSteps } from '../../../_acts/act-dialog'
import type { AskedAct, FollowUp } from '../../../_acts/asked-act'

export type LeavingDialogProps = {
  person: PersonStory
  /** Why their account at the console must stay, if it must. */
  accountsRefused: string | undefined
  open: boolean
  onClose: () => void
  onDone: () => void
}

/** Everything of somebody who leaves, in one act: what they own is shown first, with what is to become of it. */
export function LeavingDialog({ open, onClose, ...props }: LeavingDialogProps) {
  const title = `${ownerName(props.person)} leaves`
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={title} width="lg">
      <Steps {...props} onClose={onClose} />
    </Dialog>
  )
}

function Steps({ person, accountsRefused, onClose, onDone }: Omit<LeavingDialogProps, 'open'>) {
  const query = useQuery(holdingsQuery(person.id))
  const [asked, setAsked] = useState<AskedAct | null>(null)
  if (asked) return <ActSteps asked={asked} onClose={onClose} onDone={onDone} />
  if (query.isError) return <ErrorState requestId={requestIdOf(query.error)} retry={() => void query.refetch()} />
  if (query.data === undefined) return <SkeletonLines lines={6} label="Looking what they own" />
  return (
    <Choices
      person={person}
      holdings={query.data}
      accountsRefused={accountsRefused}
      onClose={onClose}
      onChosen={setAsked}
    />
  )
}

const FATES = ['rotate', 'end', 'hand_over', 'leave'] as const
/** What is to become of a key somebody leaves behind. Ending is part of the act; the others are done by hand after it. */
type Fate = (typeof FATES)[number]

const FATE_OPTIONS: readonly { value: Fate; label: string; hint?: string }[] = [
  {
    value: 'rotate',
    label: 'rotate it',
    hint: 'They have seen its secret. It goes on the list of what is left to do.',
  },
  { value: 'end', label: 'end it now', hint: 'Whatever uses it stops at once.' },
  { value: 'hand_over', label: 'hand it over', hint: 'Somebody else answers for it from now on.' },
  { value: 'leave', label: 'leave it' },
]

type ChoicesProps = {
  person: PersonStory
  holdings: Holdings
  accountsRefused: string | undefined
  onClose: () => void
  onChosen: (asked: AskedAct) => void
}

function Choices({ person, holdings, accountsRefused, onClose, onChosen }: ChoicesProps) {
  const { accounts, keys, more, applications } = holdings
  const [withAccounts, setWithAccounts] = useState(accountsRefused === undefined)
  const [fates, setFates] = useState<Readonly<Record<string, Fate>>>({})
  const next = () => onChosen(askedOf(person, holdings, { fates, withAccounts: withAccounts && accounts.length > 0 }))
  const live = person.credentials.filter(({ state }) => state !== 'ended').length
  return (
    <div className="flex flex-col gap-4">
      <p>
        They are disabled and everything of theirs ends:{' '}
        {live === 0 ? 'nothing of theirs lives now' : `${live} live now`}, and whatever appears until you confirm.
        Nothing new is issued to them.
      </p>
      {accounts.map(({ subjectId, email }) => (
        <Checkbox
          key={subjectId}
          checked={withAccounts}
          disabled={accountsRefused !== undefined}
          onChange={(event) => setWithAccounts(event.target.checked)}
          label={`Disable their account at this console, too (${email})`}
          hint={accountsRefused ?? 'Its sessions end with the others.'}
        />
      ))}
      <Keys keys={keys} more={more} fates={fates} onChange={(id, fate) => setFates({ ...fates, [id]: fate })} />
      {applications.length > 0 && (
        <p>
          They answer for {applications.map(({ name }) => name).join(', ')}. Make somebody else its owner: it goes on
          the list of what is left to do.
        </p>
      )}
      <DialogActions>
        <Button onClick={onClose}>Cancel</Button>
        <Button variant="primary" onClick={next}>
          See who is affected
        </Button>
      </DialogActions>
    </div>
  )
}

type KeysProps = {
  keys: readonly HeldKey[]
  more: boolean
  fates: Readonly<Record<string, Fate>>
  onChange: (id: string, fate: Fate) => void
}

function Keys({ keys, more, fates, onChange }: KeysProps) {
  if (keys.length === 0) return <p className="text-muted">They created no key that would keep living.</p>
  return (
    <section>
      <h3 className="font-medium">Keys they created that keep living{more && ' (the newest 200)'}</h3>
      <ul className="mt-1 divide-y">
        {keys.map((key) => (
          <li key={key.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
            <div className="min-w-0 grow">
              <div className="truncate font-medium">{key.name}</div>
              <div className="truncate text-muted">
                {key.owner} · {key.application} ·{' '}
                {key.lastUsedAt === null ? 'never used' : <Time at={key.lastUsedAt} form="age" />}
              </div>
            </div>
            <div className="w-40 shrink-0">
              <Select
                aria-label={`What becomes of ${key.name}`}
                options={FATE_OPTIONS}
                value={fates[key.id] ?? 'rotate'}
                onValueChange={(fate) => onChange(key.id, fate)}
              />
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface Chosen {
  readonly fates: Readonly<Record<string, Fate>>
  readonly withAccounts: boolean
}

function askedOf(person: PersonStory, { accounts, keys, applications }: Holdings, chosen: Chosen): AskedAct {
  const fateOf = (key: HeldKey): Fate => chosen.fates[key.id] ?? 'rotate'
  const followUps: FollowUp[] = [
    ...keys.flatMap((key) => {
      const text = followUpText(key, fateOf(key))
      return text === null ? [] : [{ text, href: routes.key(key.id) }]
    }),
    ...applications.map(({ id, name }) => ({
      text: `Make somebody else the owner of ${name}`,
      href: routes.application(id),
    })),
  ]
  return {
    verb: 'end',
    label: 'End',
    what: `everything of ${ownerName(person)}, who leaves`,
    defaultCause: 'affiliation_changed',
    followUps,
    scope: {
      type: 'leaving',
      subjectId: person.id,
      alsoSubjectIds: chosen.withAccounts ? accounts.map(({ subjectId }) => subjectId) : [],
      alsoEndIds: keys.filter((key) => fateOf(key) === 'end').map(({ id }) => id),
    },
  }
}

function followUpText({ name, owner, application }: HeldKey, fate: Fate): string | null {
  const key = `the key ${name} of ${owner} at ${application}`
  if (fate === 'rotate') return `Rotate ${key}`
  return fate === 'hand_over' ? `Hand over ${key}` : null
}
