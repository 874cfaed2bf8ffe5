import type { ActState, ActVerb } from '@/lib/core/act'

interface ActText {
  /** On the button and in the title: "End". */
  readonly verb: string
  readonly doing: string
  /** After a number: "ended". */
  readonly done: string
  readonly already: string
}

/** Acts upon many credentials, in words. */
export const BULK_TEXTS: Readonly<Record<ActVerb, ActText>> = {
  end: { verb: 'End', doing: 'Ending', done: 'ended', already: 'had already ended' },
  suspend: {
    verb: 'Suspend',
    doing: 'Suspending',
    done: 'suspended',
    already: 'had ended or were suspended already',
  },
  resume: {
    verb: 'Resume',
    doing: 'Resuming',
    done: 'accepted again',
    already: 'had ended or were not suspended',
  },
}

export const ACT_STATE_TEXTS: Readonly<Record<ActState, string>> = {
  previewed: 'Not confirmed',
  running: 'Running',
  stopped: 'Stopped',
  done: 'Done',
}
