'use client'

import { useCallback, useEffect, useState } from 'react'
import { FormErrorLine } from '@/components/form/form'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { DialogActions } from '@/components/ui/dialog-actions'
import { SkeletonLines } from '@/components/ui/skeleton'
import type { ActionResult } from '@/lib/actions/action'
import type { ActView } from '@/lib/services/acts/act-row'
import type { PreviewedAct } from '@/lib/services/acts/preview'
import { ActForm } from './act-form'
import { ActOutcome } from './act-outcome'
import { preview } from './actions'
import type { AskedAct } from './asked-act'

export type ActDialogProps = {
  asked: AskedAct
  open: boolean
  onClose: () => void
  /** After it was begun; its result may still stand on the screen. */
  onDone: () => void
}

/** Says who an act would concern before it asks, does exactly that, and tells what became of each. */
export function ActDialog({ asked, open, onClose, onDone }: ActDialogProps) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()} title={`${asked.label} ${asked.what}?`}>
      <ActSteps asked={asked} onClose={onClose} onDone={onDone} />
    </Dialog>
  )
}

/** Preview, form and result, for a dialog of any title. Mounted anew with every opening: each asks anew who is affected. */
export function ActSteps({ asked, onClose, onDone }: Omit<ActDialogProps, 'open'>) {
  const [previewed, again] = usePreview(asked)
  const [begun, setBegun] = useState<ActView | null>(null)
  if (begun) return <ActOutcome begun={begun} asked={asked} onClose={onClose} />
  if (previewed === null) return <SkeletonLines lines={6} label="Looking who is affected" />
  if (!previewed.ok) {
    return (
      <>
        <FormErrorLine error={previewed.error} />
        <DialogActions>
          <Button onClick={onClose}>Close</Button>
          <Button variant="primary" onClick={again}>
            Look again
          </Button>
        </DialogActions>
      </>
    )
  }
  const begin = (act: ActView) => {
    setBegun(act)
    onDone()
  }
  return <ActForm asked={asked} previewed={previewed.value} onBegun={begin} onAgain={again} onClose={onClose} />
}

/** The preview, null while it is on its way, and a way to ask for it anew. */
function usePreview({ verb, scope }: AskedAct): [ActionResult<PreviewedAct> | null, () => void] {
  const [previewed, setPreviewed] = useState<ActionResult<PreviewedAct> | null>(null)
  const [attempt, setAttempt] = useState(0)
  // biome-ignore lint/correctness/useExhaustiveDependencies: `attempt` asks anew for the same
  useEffect(() => {
    let gone = false
    setPreviewed(null)
    void preview({ verb, scope }).then((result) => {
      if (!gone) setPreviewed(result)
    })
    return () => {
      gone = true
    }
  }, [verb, scope, attempt])
  const again = useCallback(() => setAttempt((before) => before + 1), [])
  return [previewed, again]
}
