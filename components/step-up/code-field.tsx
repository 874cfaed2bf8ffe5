'use client'

import { Field } from '@/components/ui/field'
import { TextInput } from '@/components/ui/text-input'

export type CodeKind = 'totp' | 'recovery_code'

export type CodeFieldProps = {
  kind: CodeKind
  /** What the operator has. With neither nothing is shown. */
  offer: { totp: boolean; recoveryCodes: boolean }
  onKind: (kind: CodeKind) => void
  autoFocus: boolean
}

/** A code from the authenticator app, or one of the recovery codes instead. The field is called `code`. */
export function CodeField({ kind, offer, onKind, autoFocus }: CodeFieldProps) {
  if (!offer.totp && !offer.recoveryCodes) return null
  const other = kind === 'totp' ? offer.recoveryCodes && 'recovery_code' : offer.totp && 'totp'
  return (
    <div className="flex flex-col gap-1.5">
      {kind === 'totp' ? (
        <Field key={kind} label="Code" hint="The six digits your authenticator app shows now." error={undefined}>
          <TextInput
            name="code"
            mono
            inputMode="numeric"
            autoComplete="one-time-code"
            pattern="[0-9\s]{6,7}"
            required
            maxLength={7}
            className="h-9 tracking-[0.2em]"
            autoFocus={autoFocus}
          />
        </Field>
      ) : (
        <Field
          key={kind}
          label="Recovery code"
          hint="Each works once. Case and dashes do not matter."
          error={undefined}
        >
          <TextInput
            name="code"
            mono
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            required
            maxLength={60}
            className="h-9"
            autoFocus={autoFocus}
          />
        </Field>
      )}
      {other && (
        <button type="button" onClick={() => onKind(other)} className="link self-start text-muted text-xs">
          {other === 'totp' ? 'Use a code from the app' : 'Use a recovery code'}
        </button>
      )}
    </div>
  )
}
