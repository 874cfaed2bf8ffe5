'use client'

import { type ActResult, ConfirmAct } from '@/components/form/confirm-act'
import type { FormState } from '@/components/form/form-state'
import type { CredentialRow } from '@/lib/queries/credentials'
import type { RevokeResult } from '@/lib/services/credentials/revoke'
import { revoke } from './actions'
import { CAUSE_OPTIONS, causeOf } from './causes'
import { affectedWords, countWords, credentialName, failedState } from './words'

export interface ActDialogProps {
  readonly open: boolean
  readonly credentials: readonly CredentialRow[]
  readonly onClose: () => void
  /** After it was done; the result may still stand on the screen. */
  readonly onDone: () => void
}

/** Asks for cause and note, ends what was selected and tells what became of each. */
export function RevokeDialog({ open, credentials, onClose, onDone }: ActDialogProps) {
  const one = credentials.length === 1
  return (
    <ConfirmAct
      open={open}
      onOpenChange={(next) => !next && onClose()}
      verb="Revoke"
      what={countWords(credentials)}
      count={credentials.length}
      affected={affectedWords(credentials)}
      effective={`At once, and for good. The next call with ${one ? 'its token' : 'one of these tokens'} is refused.`}
      causes={CAUSE_OPTIONS}
      action={(_before, data) => revokeAll(credentials, data)}
      onDone={onDone}
    />
  )
}

async function revokeAll(credentials: readonly CredentialRow[], data: FormData): Promise<FormState<ActResult>> {
  const result = await revoke({
    credentialIds: credentials.map(({ id }) => id),
    cause: causeOf(data),
    note: String(data.get('note') ?? ''),
  })
  return result.ok ? { status: 'done', result: toActResult(credentials, result.value) } : failedState(result.error)
}

function toActResult(credentials: readonly CredentialRow[], { items }: RevokeResult): ActResult {
  const named = items.map((item) => {
    const row = credentials.find(({ id }) => id === item.credentialId)
    return { id: item.credentialId, name: row ? credentialName(row) : item.credentialId, outcome: item.outcome }
  })
  const group = (...outcomes: readonly string[]) => {
    const found = named.filter(({ outcome }) => outcomes.includes(outcome))
    return { count: found.length, items: found }
  }
  const failed = group('own_session', 'not_found')
  const explained = failed.items.map((item) => ({ ...item, reason: WHY[item.outcome] ?? 'it could not be ended.' }))
  return { done: group('done'), already: group('already_ended'), failed: { count: failed.count, items: explained } }
}

const WHY: Readonly<Record<string, string>> = {
  own_session: 'this is the session you are using. Sign out instead.',
  not_found: 'it is not here any more.',
}
