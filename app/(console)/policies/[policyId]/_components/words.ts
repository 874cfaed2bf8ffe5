import { limitText } from '@/components/policy/limit-text'
import type { VersionChange, VersionEntry } from '@/components/policy/version-history'
import type { Kind } from '@/lib/core/credential'
import { plural } from '@/lib/format/count'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { LimitName } from '@/lib/queries/policies'
import type { PolicyDetail, PolicyVersionView } from '@/lib/services/policies/read'
import type { Limits } from '@/lib/services/policies/schemas'
import { wasInstalled } from '../../_components/since'

export const LIMIT_LABELS: Readonly<Record<LimitName, string>> = {
  idleSeconds: 'Idle limit',
  absoluteSeconds: 'Absolute limit',
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
export function limitChanges(before: Limits | null, after: Limits): VersionChange[] {
  const names: readonly LimitName[] = ['idleSeconds', 'absoluteSeconds']
  return names
    .filter((name) => before === null || before[name] !== after[name])
    .map((name) => ({
      rule: LIMIT_LABELS[name].toLowerCase(),
      before: before === null ? null : limitText(before[name]),
      after: limitText(after[name]),
    }))
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
