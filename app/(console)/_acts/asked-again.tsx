'use client'

import { useEffect } from 'react'
import type { AskedAct } from './asked-act'
import { useActs } from './use-acts'

/** An act that was asked for before its dialog had loaded: asks for it as soon as it stands on the page. */
export function AskedAgain({ asked }: { asked: AskedAct }) {
  const { ask, dialog } = useActs()
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once; a page that renders anew does not ask again.
  useEffect(() => ask(asked), [])
  return dialog
}
