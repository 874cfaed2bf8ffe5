import { count } from '@/lib/format/count'
import { duration } from '@/lib/format/duration'
import type { EntryValue } from '@/lib/format/entry-value'
import { lengthInWords } from './lengths'
import { methodWords } from './methods'

const FIELDS: Readonly<Record<string, string>> = {
  absoluteSeconds: 'Absolute limit',
  affected: 'Ended',
  at: 'Instant',
  authMethod: 'Signed in with',
  by: 'Asked by',
  credentialId: 'Credential',
  cutoffId: 'Cutoff',
  email: 'Mail',
  endedAt: 'Ended at',
  expiresAt: 'Expires',
  externalId: 'External id',
  idleSeconds: 'Idle limit',
  issuerKeyIds: 'Issuer keys',
  overlapSecondsMax: 'Longest overlap',
  overlapUntil: 'Old one works until',
  pepperVersions: 'Pepper versions',
  previewedEndings: 'Known endings',
  rotateAfterSeconds: 'Rotate after',
  sessionId: 'Session',
  signInUrl: 'Sign-in address',
  slug: 'Short name',
  successorId: 'Successor',
}

/** What a field of an entry is called; one without a name of its own by its own, "someField" as "Some field". */
export function fieldWords(field: string): string {
  const spaced = field.replaceAll(/([A-Z])/g, ' $1').toLowerCase()
  return FIELDS[field] ?? spaced.charAt(0).toUpperCase() + spaced.slice(1)
}

/** Fields that hold epoch milliseconds. */
const INSTANTS: readonly string[] = ['at', 'until', 'endedAt', 'expiresAt', 'overlapUntil', 'notBefore']

/** A value as people read it: no quotes, no seconds by the thousand, nothing left empty. */
export function valueWords(field: string, value: unknown): EntryValue {
  if (typeof value === 'number' && INSTANTS.includes(field)) return { at: value }
  return { text: plainWords(field, value) || 'none' }
}

function plainWords(field: string, value: unknown): string {
  if (typeof value === 'number') return numberWords(field, value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string' && field === 'authMethod') return methodWords(value)
  if (typeof value === 'string') return CODE.test(value) ? value.replaceAll('_', ' ') : value
  if (Array.isArray(value)) return value.map(String).join(', ')
  return Object.entries(value ?? {})
    .map(memberWords)
    .join(' · ')
}

/** A word of a closed list, such as `key_compromise`. */
const CODE = /^[a-z]+(_[a-z]+)+$/

function numberWords(field: string, value: number): string {
  return field.endsWith('Seconds') ? lengthInWords(duration(value * 1_000)) : count(value)
}

function memberWords([field, value]: [string, unknown]): string {
  const words = valueWords(field, value)
  return `${fieldWords(field).toLowerCase()} ${'text' in words ? words.text : new Date(words.at).toISOString()}`
}
