import type { Kind } from '@/lib/core/credential'
import { lengthWords, listWords } from '../../guidance/format'
import type { EndedMail, MailBody, MailReader, MailWords, OwnedCredential } from '../../guidance/mail-words'

/** Every mail in English. */
export const MAILS: MailWords = {
  greeting: (name) => (name === null ? 'Hello,' : `Hello ${name},`),
  ended: (mail) => (counted(mail) === 1 ? oneEnded(mail) : manyEnded(mail)),
  keyEnds: ({ reader, application, key, endsAt, instant }) => ({
    subject: `${application}: ${THE[reader]} API key ${named(key)} ends soon`,
    paragraphs: [
      `${capital(THE[reader])} API key ${named(key)} for ${application} ends on ${instant(endsAt)}. From then on, what uses it is refused.`,
      'Replace it before then: create its successor, put that in place, and check that everything still works.',
    ],
    facts: [...keyFacts(key, instant), ['Ends', instant(endsAt)]],
  }),
  rotationDue: ({ reader, application, key, endsAt, afterSeconds, over, instant }) => ({
    subject: `${application}: ${THE[reader]} API key ${named(key)} is due to be replaced`,
    paragraphs: [
      `At ${application}, API keys are replaced after ${lengthWords(afterSeconds, 'en-GB')}. For ${THE[reader]} key ${named(key)} that ${over ? 'was' : 'is'} on ${instant(endsAt)}. It works on until it is replaced.`,
      'Create its successor, put that in place, and check that everything still works before the old one is refused.',
    ],
    facts: [...keyFacts(key, instant), [over ? 'Due since' : 'Due', instant(endsAt)]],
  }),
  overlapEnds: ({ reader, application, key, endsAt, lastUsedAt, instant }) => ({
    subject: `${application}: ${THE[reader]} old API key ${named(key)} is still in use`,
    paragraphs: [
      `${capital(THE[reader])} API key ${named(key)} for ${application} was replaced, and the old one has been used since. It is refused from ${instant(endsAt)}.`,
      'Find the program that still has the old key, and give it the new one before then.',
    ],
    facts: [
      ...keyFacts(key, instant),
      ['Last use of the old key', instant(lastUsedAt)],
      ['Refused from', instant(endsAt)],
    ],
  }),
  newDevice: ({ at, device, address, instant }) => ({
    subject: 'Assay: sign-in on a new device',
    paragraphs: [
      'Somebody signed in to Assay with your account on a device that you had not used before.',
      'If it was you, nothing is left to do. If not, end that session under Settings, Sessions, and change your password now.',
    ],
    facts: [
      ['Device', device ?? 'unknown'],
      ['Address', address ?? 'unknown'],
      ['When', instant(at)],
    ],
  }),
  breakGlass: ({ at, instant }) => ({
    subject: 'Assay: emergency access was used',
    paragraphs: [
      'The emergency command was run on a machine of this installation. It gives access to Assay without a sign-in.',
      'If you do not know why, ask whoever has access to that machine now. The audit has the details.',
    ],
    facts: [['When', instant(at)]],
  }),
  invitation: ({ invitedBy, expiresAt, instant }) => ({
    subject: 'Assay: you are invited to become an operator',
    paragraphs: [
      `${invitedBy} invites you to Assay, the console where sessions and API keys are looked after.`,
      'Open the link below and choose a password of your own. It works once. If you do not expect this, leave it: it ends by itself.',
    ],
    facts: [['Good until', instant(expiresAt)]],
  }),
  forgotten: ({ expiresAt, instant }) => ({
    subject: 'Assay: choose a new password',
    paragraphs: [
      'Somebody asked for a new password for your account at Assay. Open the link below to choose one; your sessions end then.',
      'Your second factor is still asked for afterwards. If it was not you, leave this: without the link nothing changes.',
    ],
    facts: [['Good until', instant(expiresAt)]],
  }),
  test: () => ({
    subject: 'Assay: test mail',
    paragraphs: ['This is the test mail you asked for. Mails from Assay reach you.'],
    facts: [],
  }),
  openConsole: 'Open Assay',
  acceptInvitation: 'Accept the invitation',
  choosePassword: 'Choose a new password',
  footOfOwner: (application, reader, answered) => [
    `You get this mail because ${reader === 'owner' ? `you have an account at ${application}` : `an API key of ${application} names you as its contact`}. Nobody will ever ask you for a key or a password by mail.`,
    answered ? `Your answer reaches ${application}.` : 'Nobody reads answers to this mail.',
  ],
  footOfOperator: [
    'You get this mail because you are an operator of Assay. Nobody will ever ask you for a password by mail.',
    'Nobody reads answers to this mail.',
  ],
  footOfInvited: [
    'You get this mail because an operator of Assay wrote down your address. Nobody will ever ask you for a password by mail.',
    'Nobody reads answers to this mail.',
  ],
}

const THE: Readonly<Record<MailReader, string>> = { owner: 'your', contact: 'the' }
const WHOSE: Readonly<Record<MailReader, string>> = { owner: 'of yours', contact: 'that name you as their contact' }

const NOUNS: Readonly<Record<Kind, readonly [one: string, many: string]>> = {
  session: ['session', 'sessions'],
  api_key: ['API key', 'API keys'],
  one_time: ['one-time link', 'one-time links'],
  certificate: ['certificate', 'certificates'],
}

function oneEnded({ application, at, credentials, guidance, instant }: EndedMail): MailBody {
  const [credential] = credentials
  const [{ title, happened, next }] = guidance
  return {
    subject: `${application}: ${title}`,
    paragraphs: [happened, next],
    facts: [...factsOf(credential, instant), ['Ended', instant(at)]],
  }
}

function manyEnded({ reader, application, at, credentials, counts, guidance, instant }: EndedMail): MailBody {
  const all = listWords(
    counts.map(({ kind, count }) => `${count} ${NOUNS[kind][count === 1 ? 0 : 1]}`),
    'en-GB',
  )
  return {
    subject: `${application}: ${all} ${WHOSE[reader]} ended`,
    paragraphs: [
      `${all} ${WHOSE[reader]} at ${application} ended together on ${instant(at)}.`,
      ...guidance.map(({ next }) => next),
    ],
    facts: [
      ['Why', guidance[0].title],
      ...credentials.map((each) => line(each, instant)),
      ...moreThan(credentials.length, counted({ counts })),
    ],
  }
}

function counted({ counts }: Pick<EndedMail, 'counts'>): number {
  return counts.reduce((sum, { count }) => sum + count, 0)
}

function moreThan(listed: number, total: number): (readonly [string, string])[] {
  return total > listed ? [['And', `${total - listed} more`]] : []
}

function line(credential: OwnedCredential, instant: EndedMail['instant']): readonly [string, string] {
  const noun = NOUNS[credential.kind][0]
  const what = credential.name ?? credential.device
  return [capital(noun), `${what === null ? '' : `${what}, `}since ${instant(credential.begunAt)}`]
}

function factsOf(credential: OwnedCredential, instant: EndedMail['instant']): (readonly [string, string])[] {
  if (credential.kind !== 'session') return keyFacts(credential, instant)
  return [
    ['Device', credential.device ?? 'unknown'],
    ['Signed in', instant(credential.begunAt)],
  ]
}

function keyFacts(
  { kind, name, begunAt }: OwnedCredential,
  instant: EndedMail['instant'],
): (readonly [string, string])[] {
  return [
    [capital(NOUNS[kind][0]), name ?? 'without a name'],
    ['Created', instant(begunAt)],
  ]
}

function named({ name }: OwnedCredential): string {
  return name === null ? 'without a name' : `“${name}”`
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}
