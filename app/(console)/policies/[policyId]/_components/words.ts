import { limitText } from '@/components/policy/limit-text'
import type { VersionChange, VersionEntry } from '@/components/policy/version-history'
import type { Kind } from '@/lib/core/credential'
import { LIMIT_NAMES, type PolicyLimits } from '@/lib/core/policy'
import { plural } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { LimitName } from '@/lib/queries/policies'
import type { PolicyDetail, PolicyVersionView } from '@/lib/services/policies/read'
import { wasInstalled } from '../../_components/since'

export const LIMIT_LABELS: Readonly<Record<keyof PolicyLimits, string>> = {
  idleSeconds: 'Idle limit',
  absoluteSeconds: 'Absolute limit',
  overlapSecondsMax: 'Longest overlap',
  rotateAfterSeconds: 'Rotate after',
}

/** "Storefront: Web sessions"; a ceiling's own name says what it is. */
export function policyTitle({ application, name }: Pick<PolicyDetail, 'application' | 'name'>): string {
  return application === null ? name : `${application.name}: ${name}`
}

/** What ages are counted from: "84,210 live sessions by time since last use". */
export function agedBy(limit: LimitName, kind: Kind): string {
  if (limit === 'idleSeconds') return 'time since last use'
  return kind === 'session' ? 'time since sign-in' : 'time since the first of their family was issued'
}

/** What becomes of each limit; in a first version both are new. */
export function limitChanges(before: PolicyLimits | null, after: PolicyLimits): VersionChange[] {
  return LIMIT_NAMES.filter((name) => (before === null ? isSaid(name, after) : before[name] !== after[name])).map(
    (name) => ({
      rule: LIMIT_LABELS[name].toLowerCase(),
      before: before === null ? null : limitText(before[name]),
      after: limitText(after[name]),
    }),
  )
}

/** What only keys have is not spoken of where there is none. */
function isSaid(name: keyof PolicyLimits, limits: PolicyLimits): boolean {
  return name === 'idleSeconds' || name === 'absoluteSeconds' || limits[name] !== null
}

/** Versions, newest first, each with what it changed against the one before and how many endings were announced. */
export function versionEntries(versions: readonly PolicyVersionView[], kind: Kind): VersionEntry[] {
  return versions.map((version, index) => {
    const installed = wasInstalled(version.effectiveFrom)
    return {
      version: version.version,
      from: installed ? null : version.effectiveFrom,
      until: versions[index - 1]?.effectiveFrom ?? null,
      setBy: installed ? null : version.setBy,
      note: version.note,
      changes: [...limitChanges(versions[index + 1] ?? null, version), ...announced(version, kind)],
    }
  })
}

function announced({ previewedEndings }: PolicyVersionView, kind: Kind): VersionChange[] {
  if (previewedEndings === null) return []
  const { noun, plural: many } = KIND_TEXTS[kind]
  return [{ rule: 'ended at once', before: null, after: plural(previewedEndings, noun, many) }]
}
