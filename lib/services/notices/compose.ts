import { eq } from 'drizzle-orm'
import { applicationMail } from '@/db/schema/notice'
import { subject } from '@/db/schema/subject'
import type { NoticeWhy } from '@/lib/core/notice'
import { type MailParts, oneLine, renderMail } from '@/lib/format/mail'
import { instantWords } from '@/lib/locale/guidance/format'
import { GUIDANCE } from '@/lib/locale/guidance/guide'
import type { MailBody } from '@/lib/locale/guidance/mail-words'
import { DEFAULT_LANGUAGE, type Language, lookup } from '@/lib/locale/languages'
import type { ConfiguredApplication } from '../config-cache'
import type { Services } from '../context'
import { readContacts } from '../key-contacts'
import { isMailAddress } from '../mail-address'
import type { AboutOwner } from './about-owner'
import { endedBody } from './ended-body'
import { endingBody } from './ending-body'
import { bringsLink, linkMail, type OperatorMail, readInvited } from './link-mail'
import type { Mail } from './mail'
import { readOwnDevice } from './read-own-device'
import type { NoticeRow, SendOptions } from './send'

/** A mail, or why there is none to send. */
export type Composed = { readonly mail: Mail } | { readonly skip: NoticeWhy }

/** Where the links of mails lead. */
type Way = Pick<SendOptions, 'consoleUrl' | 'linkOf'>

/** Nobody has told us where the reader is: the zone is named beside every time. */
const ZONE = 'UTC'

/** Reads what a notice is about as it is now, and writes the mail. Nothing of it is kept. */
export async function composeMail(services: Services, way: Way, row: NoticeRow): Promise<Composed> {
  const toOwners = row.recipientType === 'subject' || row.recipientType === 'contact'
  return toOwners ? toOwner(services, row) : toOperator(services, way, row)
}

/** To the owner of what it speaks of, or to a key's contact, who is told of that key and of nobody's name. */
async function toOwner(services: Services, row: NoticeRow): Promise<Composed> {
  const reader = row.recipientType === 'contact' ? 'contact' : 'owner'
  const owner = await (reader === 'contact' ? readContact : readRecipient)(services, row)
  if (owner === null) return { skip: 'no_address' }
  const application = (await services.config.current()).applications.get(row.applicationId ?? '')
  if (application === undefined) return { skip: 'no_longer_true' }
  const choice = await readChoice(services, application.id)
  if (choice.kindsOff.includes(row.kind)) return { skip: 'opted_out' }
  const about = { reader, ...aboutOwner(choice.language, application) } as const
  const ended = row.kind === 'credentials_revoked' || row.kind === 'credential_ended'
  const body = await (ended ? endedBody : endingBody)(services, row, about)
  if (body === null) return { skip: 'no_longer_true' }
  const { mails, actions } = GUIDANCE[choice.language]
  const { name, signInUrl } = application
  const button = signInUrl === null ? null : { words: actions.open_application(name), url: signInUrl }
  const foot = mails.footOfOwner(name, reader, choice.replyTo !== null)
  const parts = partsOf(choice.language, { body, button, foot, recipient: owner.name })
  return {
    mail: {
      ...renderMail(parts),
      noticeId: row.id,
      to: owner,
      senderName: oneLine(name),
      replyTo: choice.replyTo,
    },
  }
}

async function toOperator(services: Services, way: Way, row: NoticeRow): Promise<Composed> {
  const recipient = await readRecipient(services, row)
  if (recipient === null) return { skip: 'no_address' }
  const { instant } = timesIn(DEFAULT_LANGUAGE)
  const told = bringsLink(row) ? await linkMail(services, way, row, instant) : await tellOperator(services, way, row)
  if (told === null) return { skip: 'no_longer_true' }
  const parts = partsOf(DEFAULT_LANGUAGE, { ...told, recipient: recipient.name })
  return {
    mail: {
      ...renderMail(parts),
      noticeId: row.id,
      to: recipient,
      senderName: 'Assay',
      replyTo: null,
    },
  }
}

/** An operator is a subject as well: the worker needs no right to look at operators, whose passwords stand beside their mail. */
async function readRecipient(services: Services, row: NoticeRow): Promise<Mail['to'] | null> {
  const found = row.recipientType === 'invitation' ? await readInvited(services, row) : await readSubject(services, row)
  return found?.email != null && isMailAddress(found.email)
    ? { name: found.name && oneLine(found.name), address: found.email }
    : null
}

async function readSubject({ db }: Services, { recipientId }: NoticeRow) {
  const { name, email } = subject
  const [found] = await db.select({ name, email }).from(subject).where(eq(subject.id, recipientId))
  return found ?? null
}

/** The console speaks English, and so do the mails that send its operators there. */
async function tellOperator(services: Services, { consoleUrl }: Way, row: NoticeRow): Promise<OperatorMail> {
  const { mails } = GUIDANCE[DEFAULT_LANGUAGE]
  const button = { words: mails.openConsole, url: consoleUrl }
  return { body: await bodyForOperator(services, row), button, foot: mails.footOfOperator }
}

/** As the key names it when the mail is sent; null where it names nobody any more, or its owner. */
async function readContact({ db }: Services, { recipientId }: NoticeRow): Promise<Mail['to'] | null> {
  const address = (await readContacts(db, [recipientId])).get(recipientId)
  return address === undefined ? null : { name: null, address }
}

async function bodyForOperator(services: Services, row: NoticeRow): Promise<MailBody> {
  const { mails } = GUIDANCE[DEFAULT_LANGUAGE]
  const { instant } = timesIn(DEFAULT_LANGUAGE)
  if (row.kind === 'mail_test') return mails.test()
  if (row.kind === 'operator_break_glass') return mails.breakGlass({ at: row.aboutAt, instant })
  return mails.newDevice({ at: row.aboutAt, instant, ...(await readOwnDevice(services, row)) })
}

interface Choice {
  readonly kindsOff: readonly string[]
  readonly replyTo: string | null
  readonly language: Language
}

async function readChoice({ db }: Services, applicationId: string): Promise<Choice> {
  const [row] = await db.select().from(applicationMail).where(eq(applicationMail.applicationId, applicationId))
  const { kindsOff = [], replyTo = null, language = null } = row ?? {}
  return { kindsOff, replyTo, language: lookup(language ?? '') ?? DEFAULT_LANGUAGE }
}

function aboutOwner(language: Language, { name, signInUrl }: ConfiguredApplication): Omit<AboutOwner, 'reader'> {
  return { application: name, language, signInUrl, zone: ZONE, ...timesIn(language) }
}

function timesIn(language: Language) {
  const { tag } = GUIDANCE[language]
  return { instant: (at: number) => instantWords(at, tag, ZONE) }
}

interface Around {
  readonly body: MailBody
  readonly button: MailParts['button']
  readonly foot: readonly string[]
  readonly recipient: string | null
}

function partsOf(language: Language, { body, button, foot, recipient }: Around): MailParts {
  return { ...body, language, greeting: GUIDANCE[language].mails.greeting(recipient), button, foot }
}
