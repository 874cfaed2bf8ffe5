import type { AuditDetails } from '@/lib/audit/entry'
import { type ActTextsOf, at, credentials } from '../act-text'
import { CAUSE_TEXTS } from '../causes'
import { REASON_TEXTS } from '../reasons'

export const CREDENTIAL_ACTS: ActTextsOf<'session' | 'key' | 'credential' | 'cutoff' | 'token'> = {
  'session.issued': {
    label: 'Session issued',
    word: 'session issued',
    tell: (_, { subject, application }) => `issued a session to ${subject ?? 'somebody'}${at(application)}`,
  },
  'session.renewed': {
    label: 'Session renewed',
    word: 'session renewed',
    tell: (_, { subject, application }) => `gave the session of ${subject ?? 'somebody'}${at(application)} a new token`,
  },
  'key.issued': {
    label: 'Key issued',
    word: 'key issued',
    tell: ({ name }, { subject, application }) =>
      `issued the API key ${name} to ${subject ?? 'somebody'}${at(application)}`,
  },
  'key.rotated': {
    label: 'Key rotated',
    word: 'rotated',
    tell: (_, { target }) => `rotated ${target}`,
  },
  'key.changed': {
    label: 'Key changed',
    word: 'changed',
    tell: ({ after }, { target }) => `changed ${target}: ${changed(after)}`,
  },
  'key.overlap_changed': {
    label: 'Overlap extended',
    word: 'overlap extended',
    tell: (_, { target }) => `let the old token of ${target} be accepted for longer`,
  },
  'key.overlap_ended': {
    label: 'Overlap ended',
    word: 'overlap ended',
    tell: (_, { target }) => `ended the overlap of ${target}`,
  },
  'credential.revoked': {
    label: 'Credential revoked',
    word: 'revoked',
    tell: ({ cause }, { target }) => `revoked ${target}${because(cause)}`,
  },
  'credential.suspended': {
    label: 'Credential suspended',
    word: 'suspended',
    tell: ({ until }, { target }) => `suspended ${target}${until === null ? ' until it is resumed' : ' for a while'}`,
  },
  'credential.resumed': {
    label: 'Credential resumed',
    word: 'resumed',
    tell: (_, { target }) => `resumed ${target}`,
  },
  'credential.swept': {
    label: 'Ending recorded',
    word: 'ending recorded',
    tell: ({ reason }, { target }) => `recorded that ${target} had ended: ${REASON_TEXTS[reason].word.toLowerCase()}`,
  },
  'cutoff.set': {
    label: 'Everything ended',
    word: 'everything ended',
    tell: ({ affected, scope, cause }, { target, application }) => {
      const whose = scope === 'installation' ? 'everything of the installation' : `everything of ${target}`
      return `ended ${whose}${at(application)}, ${credentials(affected)}${because(cause)}`
    },
  },
  'token.explained': {
    label: 'Credential explained',
    word: 'explained',
    tell: ({ by, reason }, { target }) => {
      const found = reason === null ? 'it was accepted' : `refused as ${wordOf(reason)}`
      if (by === 'moment') return `asked what happened to ${target} around a moment, ${likely(reason)}`
      if (by === 'source') return `asked what came from an address around a moment, ${likely(reason)}`
      if (by === 'request') return `looked up a refused request, ${found}`
      return by === 'token' ? `pasted a token to have it explained, ${found}` : `had ${target} explained, ${found}`
    },
  },
}

const CHANGED_WORDS: Readonly<Record<keyof AuditDetails['key.changed']['after'], string>> = {
  name: 'name',
  purpose: 'purpose',
  contact: 'contact',
  tags: 'tags',
  scopes: 'scopes',
  allowedAddresses: 'address list',
}

function changed(after: AuditDetails['key.changed']['after']): string {
  return Object.entries(CHANGED_WORDS)
    .filter(([name]) => Object.hasOwn(after, name))
    .map(([, word]) => word)
    .join(', ')
}

function likely(reason: Parameters<typeof wordOf>[0] | null): string {
  return reason === null ? 'and nothing was refused' : `most likely ${wordOf(reason)}`
}

function because(cause: keyof typeof CAUSE_TEXTS): string {
  return cause === 'unspecified' ? '' : `: ${CAUSE_TEXTS[cause].label.toLowerCase()}`
}

/** Entries keep the reason as text; one of another version is told as it is. */
function wordOf(reason: string): string {
  return (
    Object.entries(REASON_TEXTS)
      .find(([known]) => known === reason)?.[1]
      .word.toLowerCase() ?? reason
  )
}
