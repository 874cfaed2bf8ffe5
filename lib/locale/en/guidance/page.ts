import type { PageWords } from '../../guidance/page-words'

/** The words around the guidance on its public page. */
export const PAGE: PageWords = {
  title: 'What happened',
  whatHappened: 'What happened',
  whatNext: 'What you can do now',
  about: (application) => application,
  when: 'When',
  reference: 'Reference',
  referenceHint: (application) => `Tell the support of ${application} this reference if you need help.`,
  noSignInLink: (application) => `Open ${application} as you usually do.`,
  languages: 'Language',
  foot: (application) =>
    `${application} checks sign-ins and keys with Assay. This page shows nothing about who you are.`,
  unknown: {
    title: 'There is nothing to tell about this reference',
    text: 'It may be incomplete, mistyped, or more than 30 days old.',
    next: 'Go back to the application and try there once more. If it refuses you again, it shows a new reference.',
    foot: 'This page explains why an application did not accept a sign-in or a key.',
  },
  tooMany: {
    title: 'One moment, please',
    text: 'Many references were looked up from your network in a short time. Wait a minute, then reload this page.',
  },
  report: {
    title: 'Does this not explain it?',
    lead: (application) =>
      `Tell the support of ${application} what you saw. They read it together with what was recorded under your reference.`,
    text: 'What were you doing, and what did you see?',
    textHint: 'Leave out passwords and keys: nobody needs them.',
    contact: 'How to reach you',
    contactHint: 'A mail address or a phone number. Only whoever answers you sees it.',
    optional: 'optional',
    send: 'Send',
    problems: {
      text: 'Say what you saw, in at most 1,000 characters.',
      contact: 'Write it on one line, in at most 200 characters.',
      too_many:
        'Several reports were sent already, about this or from your network. Wait a while, then send yours again.',
      failed: 'It could not be sent. Nothing you wrote is lost: try again in a moment.',
    },
  },
  reported: {
    title: 'Your report has arrived',
    text: (application) =>
      `The support of ${application} reads it together with what was recorded under your reference. You need not explain it again.`,
    next: (application) =>
      `If you said how to reach you, they answer you there. If not, ask the support of ${application} with this case number.`,
    caseNumber: 'Case number',
    at: 'Arrived',
    back: 'Back to what happened',
  },
}
