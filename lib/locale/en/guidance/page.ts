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
}
