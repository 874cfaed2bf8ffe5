import type { ReasonText } from '../reason-text'
import { amount, given, text, what } from '../telling'

/** Gate B: texts for what we did not issue, no longer know, or find changed. */
export const ORIGIN_TEXTS = {
  forged: {
    word: 'Forged',
    title: 'Never issued by this installation',
    headline: 'This token was never issued by us.',
    happened: (telling) =>
      text(telling, 'why') === 'issuer_key'
        ? `It names issuer key ${text(telling, 'issuerKeyId') ?? 'id'}, which was never registered here.`
        : 'Its shape and checksum are right, but its issuer tag is not ours.',
    holder: (telling) => what(telling).renewal,
    operator: 'Look at what else came from this address: several of these in a row are guesses.',
    customer: (telling) => `We could not accept the token that was sent, so ${what(telling).plea}.`,
  },
  tampered: {
    word: 'Tampered',
    title: 'Imitates an existing credential',
    headline: (telling) => `This token imitates an existing ${what(telling).noun}.`,
    happened: (telling) =>
      `Its public part is that of ${given(text(telling, 'imitates'), (id) => `credential ${id}`) || 'an existing credential'}, but its issuer tag is not ours.`,
    holder: 'Nothing: the genuine credential is not affected.',
    operator: 'Look at what else came from this address, and end the imitated credential if it is not needed.',
    customer: 'We refused a token that we had not issued, and your data was not affected.',
  },
  unknown: {
    word: 'Unknown',
    title: 'Issued here, record since purged',
    headline: (telling) => `This ${what(telling).noun} was issued here, but has no record any more.`,
    happened: (telling) =>
      `Ended credentials are purged ${given(amount(telling, 'retentionDays'), (days) => `${days} days after their end`) || 'after the retention period'}.`,
    holder: (telling) => what(telling).renewal,
    operator: 'Nothing if the token is old. If it is recent, check whether the store was restored from a backup.',
    customer: (telling) => `Your ${what(telling).noun} ended a while ago, so ${what(telling).plea}.`,
  },
  mismatch: {
    word: 'Mismatch',
    title: 'Stored record does not match',
    headline: (telling) => `This ${what(telling).noun} was issued here, but the stored record differs.`,
    happened: 'Its issuer tag is ours and its digest is not the stored one: the store was edited or restored.',
    holder: (telling) => what(telling).renewal,
    operator: 'Treat this as an alarm: compare the record with a backup and with the audit entries.',
    customer: (telling) => `We could not confirm your ${what(telling).noun}, so ${what(telling).plea}.`,
  },
} as const satisfies Record<string, ReasonText>
