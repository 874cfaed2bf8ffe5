import Link from 'next/link'
import type { ReactNode } from 'react'
import { limitText } from '@/components/policy/limit-text'
import { Card } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { count, total } from '@/lib/format/count'
import { ENVIRONMENT_TEXTS } from '@/lib/locale/en/environments'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import { clockWords } from '@/lib/locale/en/overview'
import type { ApplicationStory } from '@/lib/queries/applications'
import { routes } from '@/lib/routes'

type CardProps = { application: ApplicationStory }

export function ApplicationFacts({ application }: CardProps) {
  const { slug, environment, directory, signInUrl, owners, id } = application
  return (
    <Card title="What it is">
      <DefinitionList
        items={[
          {
            term: 'Audience',
            value: (
              <span className="flex items-center gap-1">
                <span className="mono">{slug}</span>
                <CopyButton text={slug} label="Copy the audience" />
              </span>
            ),
          },
          {
            term: 'Environment',
            value: `${ENVIRONMENT_TEXTS[environment].label}. ${ENVIRONMENT_TEXTS[environment].meaning}`,
          },
          {
            term: 'Directory',
            value: (
              <Link className="link" href={routes.people({ application: [id] })}>
                {directory}
              </Link>
            ),
          },
          {
            term: 'Sign-in',
            value: signInUrl ?? <span className="text-muted">not known: guidance cannot lead people back</span>,
          },
          {
            term: 'Owners',
            value:
              owners.length === 0 ? (
                <span className="text-muted">nobody answers for it yet</span>
              ) : (
                owners.map(({ name }) => name).join(', ')
              ),
          },
          {
            term: 'Acts',
            value: (
              <Link className="link" href={routes.audit({ application: [id] })}>
                What was done here
              </Link>
            ),
          },
        ]}
      />
    </Card>
  )
}

export function ApplicationFigures({ application: { id, sessions, keys, refusals } }: CardProps) {
  const refused = refusals.reduce((sum, each) => sum + each.count, 0)
  return (
    <Card title="Now">
      <DefinitionList
        layout="figures"
        items={[
          {
            term: 'Sessions live',
            value: <Opens href={routes.sessions({ application: [id] })}>{total(sessions)}</Opens>,
          },
          { term: 'API keys live', value: <Opens href={routes.keys({ application: [id] })}>{total(keys)}</Opens> },
          {
            term: 'Refused in 24 hours',
            value: <Opens href={routes.refusals({ application: [id], within: 'last-24h' })}>{count(refused)}</Opens>,
          },
          ...refusals.slice(0, 5).map(({ reason, word, count: times }) => ({
            term: `· ${word}`,
            value: (
              <Opens href={routes.refusals({ application: [id], reason: [reason], within: 'last-24h' })}>
                {count(times)}
              </Opens>
            ),
          })),
        ]}
      />
    </Card>
  )
}

function Opens({ href, children }: { href: string; children: ReactNode }) {
  return (
    <Link className="tabular-nums hover:underline" href={href}>
      {children}
    </Link>
  )
}

/** Each kind with its rules in force; of an own rule and the installation's the stricter wins. */
export function PoliciesThatApply({ application: { policies } }: CardProps) {
  return (
    <Card title="Policies that apply" note="of two the stricter wins">
      {policies.length === 0 && <p className="text-muted">No policy applies: credentials end by their own dates.</p>}
      <ul className="flex flex-col gap-2">
        {policies.map(({ kind, version }) => (
          <li key={version.id} className="flex flex-wrap items-baseline gap-x-2.5">
            <Link className="link" href={routes.policy(version.policyId)}>
              {version.policyName}
            </Link>
            <span className="text-muted">
              {KIND_TEXTS[kind].plural} · idle {limitText(version.idleSeconds)} · at most{' '}
              {limitText(version.absoluteSeconds)}
              {version.scope === 'installation' && ' · the installation’s'}
            </span>
          </li>
        ))}
      </ul>
    </Card>
  )
}

/** Beyond this a caller's clock is worth setting, in seconds: half of what is refused. */
const DRIFT_SECONDS = 30

/** The clocks of its servers, as refusals saw them: `sent_at` against the database's clock. */
export function ClockHealth({ application: { clocks } }: CardProps) {
  return (
    <Card title="Clocks of its servers" note="the last 24 hours">
      {clocks.length === 0 && (
        <p className="text-muted">
          No refusal carried the caller’s time. Its client reports it with every call as{' '}
          <span className="mono">sent_at</span>.
        </p>
      )}
      <ul className="flex flex-col gap-1.5">
        {clocks.map(({ callerAddress, skewSeconds, at }) => (
          <li key={callerAddress ?? 'unknown'} className="flex flex-wrap items-baseline gap-x-2.5">
            <span className="mono">{callerAddress ?? 'unknown address'}</span>
            <span className={Math.abs(skewSeconds) >= DRIFT_SECONDS ? 'text-soon-ink' : 'text-muted'}>
              {skewSeconds === 0 ? 'right to the second' : clockWords(skewSeconds)}
            </span>
            <Time at={at} className="ml-auto text-muted" />
          </li>
        ))}
      </ul>
    </Card>
  )
}
