import type { ActTextsOf } from '../act-text'
import { ROOT_CAUSE_TEXTS } from '../cases'

/** Cases, and explanations that were handed on. */
export const CASE_ACTS: ActTextsOf<'case' | 'explanation'> = {
  'case.opened': {
    label: 'Case opened',
    word: 'case opened',
    tell: ({ name, evidence }) => `opened ${name}${evidence === 0 ? '' : ` with ${evidence} pieces of evidence`}`,
  },
  'case.reported': {
    label: 'Reported by the customer',
    word: 'reported by the customer',
    tell: ({ name, requestId, opened }) =>
      `${opened ? `opened ${name} from` : `added to ${name}`} what a customer reported about ${requestId}`,
  },
  'case.evidence_joined': {
    label: 'Evidence joined to a case',
    word: 'evidence joined',
    tell: ({ name, type }) => `joined ${EVIDENCE[type]} to ${name}`,
  },
  'case.noted': {
    label: 'Note written on a case',
    word: 'note written',
    tell: ({ name, version }) => (version === 1 ? `wrote a note on ${name}` : `edited a note on ${name}`),
  },
  'case.assigned': {
    label: 'Case assigned',
    word: 'assigned',
    tell: ({ name, after }) => (after === null ? `took ${name} from whoever had it` : `assigned ${name}`),
  },
  'case.resolved': {
    label: 'Case resolved',
    word: 'resolved',
    tell: ({ name, rootCause }) => `resolved ${name}: ${ROOT_CAUSE_TEXTS[rootCause].label.toLowerCase()}`,
  },
  'case.reopened': {
    label: 'Case opened again',
    word: 'opened again',
    tell: ({ name }) => `opened ${name} again`,
  },
  'explanation.shared': {
    label: 'Explanation shared',
    word: 'explanation shared',
    tell: ({ key }) => `made a link to the explanation of ${key}`,
  },
  'explanation.share_revoked': {
    label: 'Link to an explanation revoked',
    word: 'link revoked',
    tell: ({ key }) => `revoked a link to the explanation of ${key}`,
  },
}

const EVIDENCE = {
  explanation: 'an explanation',
  refusal: 'a refusal',
  credential: 'a credential',
  audit_entry: 'an audit entry',
} as const
