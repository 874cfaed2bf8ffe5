import type { ReactNode } from 'react'
import { type Definition, DefinitionList } from '@/components/ui/definition-list'
import { Time } from '@/components/ui/time'
import { methodWords } from '@/lib/locale/en/methods'
import type { CredentialRow } from '@/lib/queries/credentials'
import { limitsOf } from './credential-life'
import { Address, Device } from './device'

/** Everything that is known about one credential, fact by fact. */
export function CredentialFacts({ credential }: { credential: CredentialRow }) {
  const isKey = credential.kind === 'api_key'
  return (
    <DefinitionList
      items={[
        credential.state === 'ended'
          ? { term: 'Ended', value: <Ended credential={credential} /> }
          : { term: 'Ends', value: <Ends credential={credential} /> },
        { term: 'Rule', value: <Rules credential={credential} /> },
        credential.state === 'suspended' && { term: 'Suspended', value: <Suspended credential={credential} /> },
        credential.notBefore !== null && { term: 'Starts', value: <Time at={credential.notBefore} form="both" /> },
        credential.overlapUntil !== null && {
          term: 'Overlap',
          value: (
            <>
              accepted beside its successor until <Time at={credential.overlapUntil} form="absolute" />
            </>
          ),
        },
        { term: 'Last used', value: <LastUsed credential={credential} /> },
        { term: isKey ? 'Created' : 'Signed in', value: <Begun credential={credential} /> },
        ...(isKey ? keyFacts(credential) : scopeFacts(credential)),
        { term: 'Device', value: <Device device={credential.device} exact /> },
        { term: 'Address', value: <From credential={credential} /> },
        { term: 'Generation', value: <Generation credential={credential} /> },
      ]}
    />
  )
}

/** What a key is for, whom to ask, and what it may do from where. */
function keyFacts({ purpose, contact, tags, application, scopes, allowedAddresses }: CredentialRow): Definition[] {
  return [
    { term: 'Purpose', value: purpose ?? <Nothing>not stated</Nothing> },
    { term: 'Contact', value: contact ?? <Nothing>nobody named</Nothing> },
    { term: 'Tags', value: <Tags tags={tags} /> },
    { term: 'Audience', value: <span className="mono">{application.slug}</span> },
    { term: 'Scopes', value: <Scopes scopes={scopes} /> },
    { term: 'Accepted from', value: <AddressList addresses={allowedAddresses} /> },
  ]
}

function scopeFacts({ scopes }: CredentialRow): Definition[] {
  return scopes.length === 0 ? [] : [{ term: 'Scopes', value: <Scopes scopes={scopes} /> }]
}

type FactProps = { credential: CredentialRow }

function Ends({ credential }: FactProps) {
  const { idleUntil, endsAt } = limitsOf(credential)
  if (idleUntil === null && endsAt === null) return 'not by itself'
  if (idleUntil === null) return <Time at={endsAt} form="both" />
  if (endsAt !== null && endsAt <= idleUntil) return <Time at={endsAt} form="both" />
  return (
    <>
      <Time at={idleUntil} /> if idle
      {endsAt !== null && (
        <>
          , at <Time at={endsAt} form="compact" /> at the latest
        </>
      )}
    </>
  )
}

function Ended({ credential }: FactProps) {
  const { since, reasonWord, causeWord, endedBy, note } = credential
  return (
    <>
      <Time at={since} form="both" />
      <span className="block">
        {[reasonWord, causeWord && lowerFirst(causeWord), endedBy && `by ${endedBy}`].filter(Boolean).join(', ')}
      </span>
      {note && <q className="block text-muted">{note}</q>}
    </>
  )
}

function Suspended({ credential: { since, suspendedUntil, endedBy, note } }: FactProps) {
  return (
    <>
      <Time at={since} form="both" />
      {endedBy && ` by ${endedBy}`}
      <span className="block">
        {suspendedUntil === null ? (
          'until somebody resumes it'
        ) : (
          <>
            resumes <Time at={suspendedUntil} />
          </>
        )}
      </span>
      {note && <q className="block text-muted">{note}</q>}
    </>
  )
}

/** Of several limits of one sort the earliest decides, so only that one is named. */
function Rules({ credential: { lapses } }: FactProps) {
  if (lapses.length === 0) return <Nothing>no limit applies</Nothing>
  const deciding = lapses.filter((lapse, index) => lapses.findIndex(({ reason }) => reason === lapse.reason) === index)
  const names = [...new Set(deciding.map(ruleName))]
  return names.map((name, index) => (
    <span key={name}>
      {index > 0 && ', '}
      {name}
      <span className="text-muted">
        {' '}
        (
        {deciding
          .filter((lapse) => ruleName(lapse) === name)
          .map(({ reason }) => LIMIT[reason])
          .join(' and ')}
        )
      </span>
    </span>
  ))
}

function ruleName({ reason, policy }: CredentialRow['lapses'][number]): string {
  if (policy === null) return reason === 'superseded' ? 'its rotation' : 'its own dates'
  return `${policy.name} v${policy.version}`
}

const LIMIT = { idle: 'idle', expired: 'absolute', superseded: 'overlap' } as const

function LastUsed({ credential: { lastUsedAt, issuedAt, useCount } }: FactProps) {
  if (useCount === 0 && lastUsedAt <= issuedAt) return <Nothing>never</Nothing>
  return <Time at={lastUsedAt} form="both" />
}

function Begun({ credential }: FactProps) {
  const isKey = credential.kind === 'api_key'
  return (
    <>
      <Time at={isKey ? credential.issuedAt : credential.signedInAt} form="both" />
      <span className="text-faint">
        {isKey
          ? ` by ${credential.issuedBy}, ${ISSUED_THROUGH[credential.issuedByType]}`
          : credential.authMethod && `, with ${methodWords(credential.authMethod)}`}
      </span>
    </>
  )
}

const ISSUED_THROUGH = {
  operator: 'in the console',
  application: 'through the API',
  system: 'by itself',
} as const

function Tags({ tags }: { tags: readonly string[] }) {
  if (tags.length === 0) return <Nothing>none</Nothing>
  return (
    <span className="flex flex-wrap gap-1">
      {tags.map((tag) => (
        <span key={tag} className="mono rounded-sm bg-raised px-1.5">
          {tag}
        </span>
      ))}
    </span>
  )
}

/** Where a key is accepted from; that it is so from everywhere is said, too. */
function AddressList({ addresses }: { addresses: readonly string[] }) {
  if (addresses.length === 0) return <Nothing>everywhere</Nothing>
  return <span className="mono">{addresses.join(', ')}</span>
}

function From({ credential: { lastUsedIp, createdIp, country } }: FactProps) {
  return (
    <>
      <Address address={lastUsedIp ?? createdIp} />
      {country && <span className="text-muted"> {country}, reported</span>}
    </>
  )
}

function Generation({ credential: { generation, kind } }: FactProps) {
  const times = generation - 1
  const word = kind === 'session' ? 'renewed' : 'rotated'
  const often = times === 0 ? `never ${word}` : `${word} ${times === 1 ? 'once' : `${times} times`}`
  return (
    <>
      {generation} <span className="text-muted">{often}</span>
    </>
  )
}

/** What a key may do; nothing at all is said, too. */
export function Scopes({ scopes }: { scopes: readonly string[] }) {
  if (scopes.length === 0) return <Nothing>none</Nothing>
  return <span className="mono">{scopes.join(' ')}</span>
}

function Nothing({ children }: { children: ReactNode }) {
  return <span className="text-muted">{children}</span>
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}
