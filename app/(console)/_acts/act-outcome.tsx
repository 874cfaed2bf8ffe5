'use client'

import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert, CircleSlash, type LucideIcon, UserRound } from 'lucide-react'
import Link from 'next/link'
import { useTransition } from 'react'
import { Button, ButtonLink } from '@/components/ui/button'
import { useNow, useZone } from '@/components/ui/clock'
import { CopyButton } from '@/components/ui/copy-button'
import { DialogActions } from '@/components/ui/dialog-actions'
import { notify } from '@/components/ui/notify'
import { inkTone, type Tone } from '@/components/ui/tone'
import { count } from '@/lib/format/count'
import { absolute } from '@/lib/format/time'
import { BULK_TEXTS } from '@/lib/locale/en/bulk'
import { actQuery, type ShownOutcome } from '@/lib/queries/acts'
import { routes } from '@/lib/routes'
import type { ActView } from '@/lib/services/acts/act-row'
import { stop } from './actions'
import type { AskedAct, FollowUp } from './asked-act'
import { ticketText } from './words'

type ActOutcomeProps = { begun: ActView; asked: AskedAct; onClose: () => void }

/** An act that was begun: its progress, then what became of each. It goes on when this is closed. */
export function ActOutcome({ begun, asked, onClose }: ActOutcomeProps) {
  const act = useAct(begun)
  const zone = useZone()
  const followUps = asked.followUps ?? []
  const text = ticketText(
    act,
    `${asked.label} ${asked.what}`,
    (at) => absolute(at, zone, 'minute'),
    followUps.map((each) => each.text),
  )
  return (
    <div className="flex flex-col gap-3">
      {act.state === 'running' ? <ActProgress act={act} /> : <ActCounts act={act} />}
      {act.state === 'running' && (
        <p className="text-muted">You may close this: it goes on, and is found again under Acts.</p>
      )}
      {followUps.length > 0 && <FollowUps followUps={followUps} />}
      <DialogActions>
        <CopyButton text={text} label="Copy the summary for the ticket">
          Copy for the ticket
        </CopyButton>
        <ButtonLink href={routes.act(act.id)}>Open the act</ButtonLink>
        <StopButton act={act} />
        <Button variant="primary" onClick={onClose}>
          Close
        </Button>
      </DialogActions>
    </div>
  )
}

function FollowUps({ followUps }: { followUps: readonly FollowUp[] }) {
  return (
    <section>
      <h3 className="font-medium">Left to do</h3>
      <ul className="mt-1 flex flex-col gap-1">
        {followUps.map(({ text, href }) => (
          <li key={text}>
            {href === null ? (
              text
            ) : (
              <Link href={href} prefetch={false} className="link">
                {text}
              </Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The act as it stands, asked for while it runs. */
function useAct(begun: ActView): ActView {
  const now = useNow()
  const initialData = { act: begun, subject: null, applicationName: null, mine: true, now: now() }
  const { data } = useQuery({ ...actQuery(begun.id), initialData, enabled: begun.state === 'running' })
  return data.act
}

/** How far a running act has come. */
export function ActProgress({ act }: { act: ActView }) {
  const reached = act.done + act.already + act.leftOut + act.failed
  const whole = Math.max(act.total + act.late, reached, 1)
  return (
    <div>
      <p role="status" className="mb-1.5 font-medium">
        {BULK_TEXTS[act.verb].doing}: {count(reached)} of {count(whole)}
      </p>
      <progress
        aria-label={BULK_TEXTS[act.verb].doing}
        value={reached}
        max={whole}
        className="h-1.5 w-full appearance-none overflow-hidden rounded-full bg-raised [&::-moz-progress-bar]:bg-ink [&::-webkit-progress-bar]:bg-raised [&::-webkit-progress-value]:bg-ink"
      />
    </div>
  )
}

/** Stops a running act; where it may not, it says why. */
export function StopButton({ act }: { act: ActView }) {
  const [pending, start] = useTransition()
  if (act.state !== 'running') return null
  const onClick = () =>
    start(async () => {
      const result = await stop({ actId: act.id })
      if (!result.ok) notify({ title: 'It was not stopped', description: result.error.message, tone: 'failed' })
    })
  return (
    <Button
      pending={pending}
      disabledReason={act.cutoff ? 'It is in effect already; only the records are still being written.' : undefined}
      onClick={onClick}
    >
      Stop
    </Button>
  )
}

/** Done, already ended, left out, failed: each leads to its list. */
export function ActCounts({ act }: { act: ActView }) {
  const { done, already } = BULK_TEXTS[act.verb]
  const waiting = act.state === 'stopped' ? act.total + act.late - act.done - act.already - act.leftOut - act.failed : 0
  return (
    <div role="status" className="flex flex-col gap-2">
      {act.state === 'stopped' && <p className="font-medium">Stopped. What was done stays done.</p>}
      <Group act={act} icon={Check} tone="active" count={act.done} word={done} outcome="done" note={lateWords(act)} />
      <Group act={act} icon={CircleSlash} tone="ended" count={act.already} word={already} outcome="already" />
      <Group
        act={act}
        icon={UserRound}
        tone="held"
        count={act.leftOut}
        word="left out: the session you are using"
        outcome="own_session"
      />
      <Group
        act={act}
        icon={CircleAlert}
        tone="refused"
        count={act.failed}
        word="failed: not there any more, or out of reach"
        outcome="not_found"
      />
      <Group
        act={act}
        icon={CircleSlash}
        tone="ended"
        count={waiting}
        word="not reached, and as they were"
        outcome="waiting"
      />
      {act.done + act.already + act.leftOut + act.failed + waiting === 0 && <p>Nothing was there to be {done}.</p>}
    </div>
  )
}

function lateWords({ late }: ActView): string | undefined {
  return late > 0 ? `${count(late)} of them appeared after the preview.` : undefined
}

type GroupProps = {
  act: ActView
  icon: LucideIcon
  tone: Tone
  count: number
  word: string
  outcome: ShownOutcome
  note?: string | undefined
}

function Group({ act, icon: Icon, tone, count: number, word, outcome, note }: GroupProps) {
  if (number === 0) return null
  return (
    <div className="flex items-start gap-2">
      <Icon size={15} strokeWidth={2} className={`mt-0.5 shrink-0 ${inkTone[tone]}`} aria-hidden />
      <div className="min-w-0 grow">
        <p className="font-medium">
          {count(number)} {word}
        </p>
        {note && <p className="text-muted">{note}</p>}
      </div>
      {act.itemized && outcome !== 'not_found' && (
        <Link href={routes.act(act.id, { outcome })} prefetch={false} className="link shrink-0">
          Show them
        </Link>
      )}
    </div>
  )
}
