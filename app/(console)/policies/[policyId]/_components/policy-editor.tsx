'use client'

import { useState } from 'react'
import { EffectPanel } from '@/components/policy/effect-panel'
import { VersionHistory } from '@/components/policy/version-history'
import { Page, PageHeader } from '@/components/shell/page'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { ErrorState } from '@/components/ui/error-state'
import type { RoleBinding } from '@/lib/core/permissions'
import type { PolicyLimits } from '@/lib/core/policy'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { requestIdOf } from '@/lib/queries/http'
import { routes } from '@/lib/routes'
import type { PolicySummary } from '@/lib/services/policies/list'
import type { PolicyDetail, PolicyVersionView } from '@/lib/services/policies/read'
import { mayNotChange } from '../../_components/add-rule'
import { Since } from '../../_components/since'
import { LimitsCard } from './limits-card'
import { PresetsBar } from './presets-bar'
import { OwnOrCeiling, RulesBeneath } from './rules'
import { SaveVersion } from './save-version'
import { type Draft, useDraft } from './use-draft'
import { usePreview } from './use-preview'
import { policyTitle, versionEntries } from './words'

interface PolicyEditorProps {
  readonly policy: PolicyDetail
  readonly beneath: readonly PolicySummary[]
  readonly bindings: readonly RoleBinding[]
}

const NO_LIMITS: PolicyLimits = {
  idleSeconds: null,
  absoluteSeconds: null,
  overlapSecondsMax: null,
  rotateAfterSeconds: null,
}

/** The limits under one's hand, with their effect on what lives now beside them. Nothing holds before it is saved. */
export function PolicyEditor({ policy, beneath, bindings }: PolicyEditorProps) {
  const { id, kind } = policy
  const [inForce] = policy.versions
  const current = inForce ?? NO_LIMITS
  const draft = useDraft(current)
  const preview = usePreview(id, draft.limits)
  const [estimate, setEstimate] = useState<number | null>(null)
  const noun = KIND_TEXTS[kind].plural
  return (
    <Page>
      <PolicyHeader policy={policy} inForce={inForce} draft={draft} preview={preview} bindings={bindings} />
      <PresetsBar kind={kind} limits={draft.limits} onChoose={({ limits }) => draft.set(limits)} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_20rem]">
        <LimitsCard
          policyId={id}
          kind={kind}
          current={current}
          draft={draft}
          ceiling={policy.ceiling}
          endNow={preview.exact ? (preview.effect?.endNow.count ?? null) : null}
          onEstimate={setEstimate}
        />
        <div className="flex flex-col gap-3 lg:row-span-2">
          {preview.error ? (
            <ErrorState
              title="The effect could not be counted"
              requestId={requestIdOf(preview.error)}
              retry={preview.recount}
            />
          ) : (
            <EffectPanel effect={preview.effect} estimate={preview.exact ? null : estimate} noun={noun} />
          )}
          {policy.application === null ? (
            <RulesBeneath rules={beneath} limits={draft.limits} />
          ) : (
            <OwnOrCeiling policy={policy} limits={draft.limits} />
          )}
        </div>
        <History policy={policy} draft={draft} />
      </div>
    </Page>
  )
}

interface PolicyHeaderProps {
  readonly policy: PolicyDetail
  readonly inForce: PolicyVersionView | undefined
  readonly draft: Draft
  readonly preview: ReturnType<typeof usePreview>
  readonly bindings: readonly RoleBinding[]
}

function PolicyHeader({ policy, inForce, draft, preview, bindings }: PolicyHeaderProps) {
  const unchanged = draft.changed ? undefined : 'Nothing is changed.'
  return (
    <PageHeader
      crumbs={[{ label: 'Policies', href: routes.policies() }]}
      title={policyTitle(policy)}
      badge={
        inForce && (
          <Badge>
            version {inForce.version} in force since <Since at={inForce.effectiveFrom} />
          </Badge>
        )
      }
      actions={
        <>
          <Button disabledReason={unchanged} onClick={draft.discard}>
            Discard
          </Button>
          <SaveVersion
            policy={policy}
            draft={draft}
            preview={preview}
            blocked={mayNotChange(bindings, policy.application?.id ?? null) ?? unchanged}
          />
        </>
      }
    />
  )
}

function History({ policy, draft }: { policy: PolicyDetail; draft: Draft }) {
  const limitsOf = (version: number) => policy.versions.find((each) => each.version === version)
  const again = (version: number) => {
    const limits = limitsOf(version)
    if (limits === undefined) return
    const { idleSeconds, absoluteSeconds, overlapSecondsMax, rotateAfterSeconds } = limits
    draft.set({ idleSeconds, absoluteSeconds, overlapSecondsMax, rotateAfterSeconds })
  }
  return (
    <VersionHistory
      versions={versionEntries(policy.versions, policy.kind)}
      action={({ version }) => (
        <Button size="sm" variant="quiet" onClick={() => again(version)}>
          Try these limits <span className="sr-only">of version {version}</span>
        </Button>
      )}
    />
  )
}
