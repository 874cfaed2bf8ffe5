import { plural } from '@/lib/format/count'
import { exactDuration } from '@/lib/format/duration'
import { absolute } from '@/lib/format/time'
import { KIND_TEXTS } from '@/lib/locale/en/kinds'
import type { CredentialView } from '@/lib/services/credential-view'
import type { Explanation } from '@/lib/services/explanation'
import type { Told } from './judge-at'
import { traceRows } from './trace-rows'

/** A part of the evidence, as the drawer shows it and as a ticket wants it. */
export interface EvidenceSection {
  readonly title: string
  readonly items: readonly EvidenceFact[]
}

export interface EvidenceFact {
  readonly term: string
  readonly value: string
}

type Maybe = EvidenceFact | null

/** All that a verdict rests on: what was presented, what was known, every check, the policy, and where it was taken from. */
export function evidenceSections(explanation: Explanation, told: Told, zone: string): EvidenceSection[] {
  const written = (at: number) => absolute(at, zone)
  const { credential } = explanation
  return [
    { title: 'What was presented', items: given(presented(explanation, written)) },
    ...(credential === null ? [] : [{ title: 'What was known of it', items: given(known(credential, written)) }]),
    { title: 'Recorded checks', items: checks(told, written) },
    { title: 'Policy', items: policy(told, written) },
    { title: 'Source', items: source(explanation, told, written) },
  ]
}

/** The same as plain text, to be kept in a ticket. */
export function evidenceText(sections: readonly EvidenceSection[]): string {
  return sections
    .map(({ title, items }) => [title, ...items.map(({ term, value }) => `  ${term}: ${value}`)].join('\n'))
    .join('\n\n')
}

type Written = (at: number) => string

function presented({ recorded, credential }: Explanation, written: Written): Maybe[] {
  if (recorded === null)
    return [fact('Presented', credential === null ? 'a pasted token, taken apart in the browser' : 'its id, no token')]
  return [
    fact('Reference', recorded.requestId),
    fact('At', written(recorded.judgedAt)),
    fact('To', recorded.applicationName),
    fact('From', recorded.ip, ' (reported)'),
    fact('Country', recorded.country, ' (reported)'),
    fact('Device', recorded.device, ' (reported)'),
    fact('Caller', recorded.callerIp),
    recorded.sentAt === null ? null : fact('Caller clock', `${written(recorded.sentAt)} (reported)`),
    recorded.count > 1
      ? fact('Alike', `${recorded.count} times, ${written(recorded.firstAt)} to ${written(recorded.lastAt)}`)
      : null,
  ]
}

function known(credential: CredentialView, written: Written): Maybe[] {
  const { subject, scopes, allowedAddresses, generation, useCount } = credential
  const instant = (term: string, at: number | null) => (at === null ? null : fact(term, written(at)))
  return [
    fact('Credential', `${credential.label}, ${KIND_TEXTS[credential.kind].noun}`),
    fact('Id', credential.id),
    fact('Issued by', credential.application.name),
    fact('Belongs to', subject.name ?? subject.externalId),
    fact('Issued', written(credential.issuedAt)),
    instant('Signed in', credential.signedInAt === credential.issuedAt ? null : credential.signedInAt),
    instant('Valid from', credential.notBefore),
    instant('Expires', credential.expiresAt),
    fact(
      'Last used',
      useCount === 0 ? 'never' : `${written(credential.lastUsedAt)}, ${plural(useCount, 'use')} in all`,
    ),
    fact('State', credential.state.replaceAll('_', ' ')),
    instant('Suspended until', credential.suspendedUntil),
    instant('Accepted beside its successor until', credential.overlapUntil),
    generation > 1 ? fact('Generation', String(generation)) : null,
    scopes.length === 0 ? null : fact('Scopes', scopes.join(' ')),
    allowedAddresses.length === 0 ? null : fact('Accepted from', allowedAddresses.join(', ')),
  ]
}

function checks(told: Told, written: Written): EvidenceFact[] {
  return traceRows(told).map(({ label, outcome, fact: found, rule, since, deciding }) => ({
    term: label,
    value: [
      `${outcome.replaceAll('_', ' ')}${deciding && outcome === 'failed' ? ', decided' : ''}`,
      ...(outcome === 'not_reached' ? [] : [found, rule]),
      since === null ? null : `since ${written(since)}`,
    ]
      .filter((part) => part !== null && part !== '')
      .join(' · '),
  }))
}

function policy({ verdict: { policy: version } }: Told, written: Written): EvidenceFact[] {
  if (version === null) return [{ term: 'Decided by', value: 'no policy' }]
  const limit = (seconds: number | null) => (seconds === null ? 'none' : exactDuration(seconds * 1_000))
  return [
    { term: 'Version', value: `${version.policyName} v${version.version}, ${RULES[version.scope]}` },
    { term: 'Idle limit', value: limit(version.idleSeconds) },
    { term: 'Absolute limit', value: limit(version.absoluteSeconds) },
    {
      term: 'In force',
      value: `from ${written(version.from)}${version.setBy === null ? '' : `, set by ${version.setBy}`}`,
    },
  ]
}

const RULES = { application: 'the application’s own rule', installation: 'the rule of the installation' } as const

function source({ recorded, verdict }: Explanation, told: Told, written: Written): EvidenceFact[] {
  const { judgedAt } = told.verdict
  if (recorded !== null && judgedAt === verdict.judgedAt)
    return [
      { term: 'Verdict', value: 'as it was given and recorded' },
      { term: 'Recorded as', value: recorded.id },
    ]
  return [{ term: 'Verdict', value: `judged by what is stored, as of ${written(judgedAt)}` }]
}

function fact(term: string, value: string | null, aside = ''): Maybe {
  return value === null ? null : { term, value: `${value}${aside}` }
}

function given(items: readonly Maybe[]): EvidenceFact[] {
  return items.filter((item) => item !== null)
}
