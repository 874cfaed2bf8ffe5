'use client'

import { useId } from 'react'
import type { LimitRange } from '@/components/policy/ages'
import { LimitInput } from '@/components/policy/limit-input'
import { LIMIT_SECONDS_MAX, OVERLAP_SECONDS_MAX, type PolicyLimits, ROTATE_AFTER_SECONDS_MIN } from '@/lib/core/policy'
import type { KeyTermName } from '@/lib/queries/policies'
import type { PolicyDetail } from '@/lib/services/policies/read'
import { standing } from './limit-section'
import type { Draft } from './use-draft'
import { LIMIT_LABELS } from './words'

interface KeyTermsProps {
  readonly current: PolicyLimits
  readonly draft: Draft
  readonly ceiling: PolicyDetail['ceiling']
}

const RANGES: Readonly<Record<KeyTermName, LimitRange>> = {
  overlapSecondsMax: { minSeconds: 0, maxSeconds: OVERLAP_SECONDS_MAX },
  rotateAfterSeconds: { minSeconds: ROTATE_AFTER_SECONDS_MIN, maxSeconds: LIMIT_SECONDS_MAX },
}

const SAYS: Readonly<Record<KeyTermName, string>> = {
  overlapSecondsMax: 'How long a replaced key may work beside its successor: 30 days where no rule says less.',
  rotateAfterSeconds:
    'From this age on, its owner and its contact are asked by mail to replace a key. It is not refused.',
}

/** How keys are to be rotated. It ends none. */
export function KeyTerms(props: KeyTermsProps) {
  return (
    <>
      <KeyTerm {...props} name="overlapSecondsMax" />
      <KeyTerm {...props} name="rotateAfterSeconds" />
    </>
  )
}

function KeyTerm({ name, current, draft, ceiling }: KeyTermsProps & { readonly name: KeyTermName }) {
  const id = useId()
  return (
    <section aria-labelledby={id} className="px-4.5 py-4">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1.5">
        <h2 id={id} className="font-semibold">
          {LIMIT_LABELS[name]}
        </h2>
        <LimitInput
          label={LIMIT_LABELS[name]}
          seconds={draft.limits[name]}
          onChange={(seconds) => draft.set({ [name]: seconds })}
          noneAllowed
          {...RANGES[name]}
        />
        <p className="text-muted">{standing(draft.limits[name], current[name], ceiling?.[name] ?? null)}</p>
      </div>
      <p className="mt-1.5 text-muted">{SAYS[name]}</p>
    </section>
  )
}
