import { ENVIRONMENTS, KINDS } from '@/lib/core/credential'
import { tokenPrefix } from '@/lib/core/token'
import type { CheckText, Seen } from '../check-text'
import { amount, given, text } from '../telling'

/** Lines for the gates that need no record, and for failures of Assay itself. */
export const SHAPE_CHECKS = {
  malformed: {
    label: 'Shape',
    fact: (seen) =>
      seen.passed
        ? `begins ${prefix(seen)}`
        : `${given(amount(seen, 'length'), (length) => `${length} characters`) || 'another shape'}${given(text(seen, 'looksLike'), (begin) => `, begins “${begin}”`)}`,
    rule: () => 'our format',
  },
  wrong_environment: {
    label: 'Environment',
    fact: (seen) => `issued for ${text(seen, 'environment') ?? 'another one'}`,
    rule: (seen) => `${text(seen, 'expected') ?? 'any'} accepted here`,
  },
  mistyped: {
    label: 'Length and checksum',
    fact: (seen) => {
      if (seen.passed) return 'both fit'
      return text(seen, 'part') === 'length'
        ? `${amount(seen, 'length') ?? 'other'} characters`
        : 'checksum does not fit'
    },
    rule: (seen) => (text(seen, 'part') === 'length' ? 'length of a whole token' : 'CRC-32'),
  },
  forged: {
    label: 'Issued by us',
    fact: (seen) => {
      if (seen.passed) return 'issuer tag verifies'
      return text(seen, 'why') === 'issuer_key' ? 'issuer key never registered' : 'issuer tag does not verify'
    },
    rule: (seen) => given(text(seen, 'issuerKeyId'), (id) => `issuer key ${id}`),
  },
  tampered: {
    label: 'Issued by us',
    fact: (seen) => `public part of ${text(seen, 'imitates') ?? 'an existing credential'}, issuer tag does not verify`,
    rule: (seen) => given(text(seen, 'issuerKeyId'), (id) => `issuer key ${id}`),
  },
  unknown: {
    label: 'Record',
    fact: (seen) => (seen.passed ? 'found' : 'not found'),
    rule: (seen) => given(amount(seen, 'retentionDays'), (days) => `kept ${days} days after its end`),
  },
  mismatch: {
    label: 'Secret',
    fact: (seen) => (seen.passed ? 'digest equals the stored one' : 'digest differs from the stored one'),
    rule: (seen) => given(amount(seen, 'pepperVersion'), (version) => `pepper ${version}`),
  },
  verifier_misconfigured: {
    label: 'Assay itself',
    fact: (seen) => `no secret here for ${text(seen, 'which') ?? 'a registered id'}`,
    rule: () => 'every registered secret present',
  },
  verifier_unavailable: {
    label: 'Assay itself',
    fact: (seen) => `${text(seen, 'which') ?? 'store'} not reached`,
    rule: () => 'records within reach',
  },
} as const satisfies Record<string, CheckText>

function prefix(seen: Seen): string {
  const environment = ENVIRONMENTS.find((each) => each === text(seen, 'environment'))
  const kind = KINDS.find((each) => each === text(seen, 'kind'))
  return environment === undefined || kind === undefined ? 'asy_' : tokenPrefix({ environment, kind })
}
