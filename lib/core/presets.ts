import type { Kind } from './credential'

/** Limits that a standard asks for. What its text says nothing of is absent and stays as it is. */
export interface Preset {
  readonly id: string
  /** As on its button: "NIST AAL2". */
  readonly name: string
  readonly kind: Kind
  readonly limits: { readonly idleSeconds?: number | null; readonly absoluteSeconds?: number | null }
  /** Where the figures stand, and how strongly. */
  readonly source: string
}

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

export const PRESETS: readonly Preset[] = [
  {
    id: 'nist-aal1',
    name: 'NIST AAL1',
    kind: 'session',
    limits: { idleSeconds: null, absoluteSeconds: 30 * DAY },
    source: 'NIST SP 800-63B-4 AAL1, section 2.1.3: at most 30 days, an idle limit is optional.',
  },
  {
    id: 'nist-aal2',
    name: 'NIST AAL2',
    kind: 'session',
    limits: { idleSeconds: HOUR, absoluteSeconds: 24 * HOUR },
    source: 'NIST SP 800-63B-4 AAL2, section 2.2.3: should be at most 24 hours and 1 hour idle.',
  },
  {
    id: 'nist-aal3',
    name: 'NIST AAL3',
    kind: 'session',
    limits: { idleSeconds: 15 * MINUTE, absoluteSeconds: 12 * HOUR },
    source: 'NIST SP 800-63B-4 AAL3, section 2.3.3: at most 12 hours, should be at most 15 minutes idle.',
  },
  {
    id: 'pci-dss-4.0.1',
    name: 'PCI DSS 4.0.1',
    kind: 'session',
    limits: { idleSeconds: 15 * MINUTE },
    source: 'PCI DSS 4.0.1, requirement 8.2.8: sign in again after 15 minutes idle.',
  },
  {
    id: 'owasp-high-value',
    name: 'OWASP high value',
    kind: 'session',
    limits: { idleSeconds: 5 * MINUTE },
    source: 'OWASP Session Management Cheat Sheet: 2 to 5 minutes idle for applications of high value.',
  },
  {
    id: 'cis-aws-unused',
    name: 'CIS unused keys',
    kind: 'api_key',
    limits: { idleSeconds: 45 * DAY },
    source: 'CIS AWS Foundations Benchmark 7.0.0, item 2.11: disable credentials unused for 45 days.',
  },
]
