import { DAY, HOUR } from '@/lib/core/instant'
import { type RenderedMail, renderMail } from '@/lib/format/mail'
import type { Language } from '../../languages'
import { instantWords } from '../format'
import { GUIDANCE, guide } from '../guide'
import type { EndedMail, MailBody, OwnedCredential } from '../mail-words'
import type { Holder } from '../words'

const AT = Date.UTC(2026, 4, 3, 12, 2)
const KEY: OwnedCredential = { kind: 'api_key', name: 'Nightly report', device: null, begunAt: AT - 80 * DAY }
const SESSION: OwnedCredential = { kind: 'session', name: null, device: 'Firefox · Windows', begunAt: AT - DAY }

const ROTATION = { key: KEY, endsAt: AT + 10 * DAY, afterSeconds: 90 * 86_400, over: false } as const

interface SampleMail extends RenderedMail {
  readonly name: string
}

/** One of every mail, made up, in one language. */
export function sampleMails(language: Language): SampleMail[] {
  const { mails, tag, actions } = GUIDANCE[language]
  const instant = (at: number) => instantWords(at, tag, 'UTC')
  const about = { reader: 'owner', application: 'Storefront', instant } as const
  const toContact = { ...about, reader: 'contact' } as const
  const guidance = (holder: Holder, tellable: Parameters<typeof guide>[0]) =>
    guide(tellable, { language, holder, zone: 'UTC', application: 'Storefront', signInUrl: null })
  const compromise = { reason: 'revoked', cause: 'key_compromise', evidence: {} } as const
  const ended = (
    mail: Pick<EndedMail, 'credentials' | 'counts' | 'guidance'>,
    to: typeof about | typeof toContact = about,
  ) => mails.ended({ ...to, at: AT, ...mail })
  const owner = (name: string, body: MailBody, answered = true) =>
    finished(name, body, mails.footOfOwner('Storefront', 'owner', answered), STOREFRONT)
  const contact = (name: string, body: MailBody) =>
    finished(`${name}, to its contact`, body, mails.footOfOwner('Storefront', 'contact', true), STOREFRONT, null)
  const STOREFRONT = { words: actions.open_application('Storefront'), url: 'https://storefront.example/sign-in' }
  const operator = (name: string, body: MailBody) =>
    finished(name, body, mails.footOfOperator, { words: mails.openConsole, url: 'https://assay.example' })
  const withLink = (name: string, body: MailBody, words: string, foot: readonly string[]) =>
    finished(name, body, foot, { words, url: 'https://assay.example/…' })
  const finished = (
    name: string,
    body: MailBody,
    foot: readonly string[],
    button: { words: string; url: string },
    to: string | null = 'Ann Archer',
  ) => ({ name, ...renderMail({ ...body, language, greeting: mails.greeting(to), button, foot }) })
  return [
    owner(
      'session revoked',
      ended({
        credentials: [SESSION],
        counts: [{ kind: 'session', count: 1 }],
        guidance: [guidance('person', compromise)],
      }),
    ),
    owner(
      'key revoked',
      ended({
        credentials: [KEY],
        counts: [{ kind: 'api_key', count: 1 }],
        guidance: [guidance('developer', compromise)],
      }),
      false,
    ),
    owner(
      'several revoked',
      ended({
        credentials: [KEY, SESSION],
        counts: [
          { kind: 'session', count: 12 },
          { kind: 'api_key', count: 1 },
        ],
        guidance: [guidance('developer', compromise), guidance('person', compromise)],
      }),
    ),
    owner(
      'key ended',
      ended({
        credentials: [KEY],
        counts: [{ kind: 'api_key', count: 1 }],
        guidance: [guidance('developer', { reason: 'expired', cause: null, evidence: {} })],
      }),
    ),
    contact(
      'several keys revoked',
      ended(
        {
          credentials: [KEY, { ...KEY, name: 'Till' }],
          counts: [{ kind: 'api_key', count: 2 }],
          guidance: [guidance('developer', compromise)],
        },
        toContact,
      ),
    ),
    owner('key ends', mails.keyEnds({ ...about, key: KEY, endsAt: AT + 14 * DAY })),
    contact('key ends', mails.keyEnds({ ...toContact, key: KEY, endsAt: AT + 14 * DAY })),
    owner('rotation due', mails.rotationDue({ ...about, ...ROTATION })),
    contact('rotation overdue', mails.rotationDue({ ...toContact, ...ROTATION, endsAt: AT - DAY, over: true })),
    contact('overlap ends', mails.overlapEnds({ ...toContact, key: KEY, endsAt: AT + DAY, lastUsedAt: AT })),
    owner('overlap ends', mails.overlapEnds({ ...about, key: KEY, endsAt: AT + DAY, lastUsedAt: AT })),
    operator('new device', mails.newDevice({ at: AT, device: 'Firefox · Windows', address: '203.0.113.9', instant })),
    operator('emergency access', mails.breakGlass({ at: AT, instant })),
    withLink(
      'invitation',
      mails.invitation({ invitedBy: 'Dana Ortiz', expiresAt: AT + DAY, instant }),
      mails.acceptInvitation,
      mails.footOfInvited,
    ),
    withLink(
      'forgotten password',
      mails.forgotten({ expiresAt: AT + HOUR, instant }),
      mails.choosePassword,
      mails.footOfOperator,
    ),
    operator('test mail', mails.test()),
  ]
}
