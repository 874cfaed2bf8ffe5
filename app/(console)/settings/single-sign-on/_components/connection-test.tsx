'use client'

import { Check, CircleAlert, Minus, X } from 'lucide-react'
import { useState, useTransition } from 'react'
import { ErrorText } from '@/components/form/error-text'
import { useProven } from '@/components/step-up/use-proven'
import { Button } from '@/components/ui/button'
import type { IssuerCheck } from '@/lib/auth/test-issuer'
import { testConnection } from '../actions'

export type ConnectionTestProps = { issuer: string; groupsClaim: string; blocked: string | undefined }

/** Asks the issuer, as it is typed now, and shows what was found part by part. */
export function ConnectionTest({ issuer, groupsClaim, blocked }: ConnectionTestProps) {
  const [checks, setChecks] = useState<readonly IssuerCheck[]>([])
  const [problem, setProblem] = useState<string | null>(null)
  const [pending, start] = useTransition()
  const [proven, question] = useProven()
  const test = () =>
    start(async () => {
      const result = await proven(() => testConnection({ issuer, groupsClaim }))
      setChecks(result.ok ? result.value : [])
      setProblem(result.ok ? null : (result.error.fields.issuer ?? result.error.message))
    })
  const reason = blocked ?? (issuer === '' ? 'Write the issuer first.' : undefined)
  return (
    <div className="mt-4 flex flex-col gap-3 border-t pt-3.5">
      <div>
        <Button onClick={test} pending={pending} disabledReason={reason}>
          Test the connection
        </Button>
      </div>
      <div role="status" className="empty:hidden">
        {checks.length > 0 && (
          <ul aria-label="What was found" className="flex flex-col gap-1.5">
            {checks.map((check) => (
              <Found key={check.name} {...check} />
            ))}
          </ul>
        )}
      </div>
      <div role="alert" className="empty:hidden">
        {problem !== null && <ErrorText error={{ message: problem }} />}
      </div>
      {question}
    </div>
  )
}

function Found({ name, state, detail }: IssuerCheck) {
  const { icon: Icon, word, style } = LOOKS[state]
  return (
    <li className="flex items-start gap-2">
      <Icon size={15} strokeWidth={2} className={`mt-0.5 shrink-0 ${style}`} aria-hidden />
      <span>
        <span className="font-medium">
          {name} <span className="sr-only">{word}</span>
        </span>{' '}
        <span className="text-muted">{detail}</span>
      </span>
    </li>
  )
}

const LOOKS = {
  passed: { icon: Check, word: 'passed:', style: 'text-active-ink' },
  warning: { icon: CircleAlert, word: 'to know:', style: 'text-soon-ink' },
  failed: { icon: X, word: 'failed:', style: 'text-refused-ink' },
  not_reached: { icon: Minus, word: 'not reached:', style: 'text-faint' },
} as const
