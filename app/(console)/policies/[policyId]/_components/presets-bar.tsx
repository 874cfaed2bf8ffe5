import { limitText } from '@/components/policy/limit-text'
import { Chip } from '@/components/ui/chip'
import { Tooltip } from '@/components/ui/tooltip'
import type { Kind } from '@/lib/core/credential'
import type { PolicyLimits } from '@/lib/core/policy'
import { PRESETS, type Preset } from '@/lib/core/presets'

interface PresetsBarProps {
  readonly kind: Kind
  readonly limits: PolicyLimits
  readonly onChoose: (preset: Preset) => void
}

/** Limits that standards ask for, each with the place where its figures stand. */
export function PresetsBar({ kind, limits, onChoose }: PresetsBarProps) {
  const offered = PRESETS.filter((preset) => preset.kind === kind)
  if (offered.length === 0) return null
  const chosen = matchingPreset(kind, limits)
  return (
    <div className="mb-4">
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset holds form fields, these are buttons */}
      <div role="group" aria-label="Start from" className="flex flex-wrap items-center gap-1.5">
        <span className="text-muted">Start from</span>
        {offered.map((preset) => (
          <Tooltip key={preset.id} label={preset.source}>
            <Chip selected={preset === chosen} onClick={() => onChoose(preset)}>
              {preset.name} <span className="font-normal text-muted">{figures(preset)}</span>
            </Chip>
          </Tooltip>
        ))}
      </div>
      <p role="status" className="mt-1.5 min-h-5 text-muted text-xs">
        {chosen === undefined ? 'These limits are your own.' : chosen.source}
      </p>
    </div>
  )
}

/** The preset these limits are; where two say the same, the one that says more. */
export function matchingPreset(kind: Kind, limits: PolicyLimits): Preset | undefined {
  const matching = PRESETS.filter((preset) => {
    const wanted = { ...limits, ...preset.limits }
    return (
      preset.kind === kind &&
      wanted.idleSeconds === limits.idleSeconds &&
      wanted.absoluteSeconds === limits.absoluteSeconds
    )
  })
  return matching.toSorted((one, other) => said(other) - said(one))[0]
}

function said({ limits }: Preset): number {
  return Object.keys(limits).length
}

function figures({ limits: { idleSeconds, absoluteSeconds } }: Preset): string {
  const idle = idleSeconds === undefined || idleSeconds === null ? '' : `${limitText(idleSeconds)} idle`
  const absolute = absoluteSeconds === undefined ? '' : limitText(absoluteSeconds)
  return [idle, absolute].filter(Boolean).join(' · ')
}
