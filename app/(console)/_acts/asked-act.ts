import type { ActVerb } from '@/lib/core/act'
import type { StatableCause } from '@/lib/core/credential'
import type { AskedScope } from './actions'

/** An act somebody asked for: its dialog is about to say who it would concern. */
export interface AskedAct {
  readonly verb: ActVerb
  /** As on the button that asked: "Revoke". */
  readonly label: string
  /** What it is done to: "3 sessions", "everything of Ann Archer". */
  readonly what: string
  readonly scope: AskedScope
  readonly defaultCause?: StatableCause
  /** What this act leaves to be done by hand: shown with its result, and copied into the ticket. */
  readonly followUps?: readonly FollowUp[]
  /** After it was begun. */
  readonly onDone?: (() => void) | undefined
}

/** One thing left to do, and where, if there is a page for it. */
export interface FollowUp {
  readonly text: string
  readonly href: string | null
}
