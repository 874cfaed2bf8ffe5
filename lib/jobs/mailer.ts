import { createTransport } from 'nodemailer'
import type { NoticeWhy } from '@/lib/core/notice'
import type { MailSettings } from '@/lib/env'
import type { Deliver, Delivery, Mail } from '@/lib/services/notices/mail'

export interface Mailer {
  /** The address mails come from. */
  readonly sender: string
  readonly deliver: Deliver
  readonly close: () => void
}

const TIMEOUTS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 }

/** Sends mails through one SMTP server. A password never travels unencrypted, except to this machine itself. */
export function createMailer({ smtpUrl, from }: MailSettings): Mailer {
  const transport = createTransport({
    ...serverOf(new URL(smtpUrl)),
    ...TIMEOUTS,
    // A mail is made of its texts alone: no value in it is ever opened as a file or fetched as an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    sender: from,
    async deliver(mail) {
      try {
        const { rejected } = await transport.sendMail(messageOf(mail, from))
        return rejected.length === 0 ? { delivered: true } : RECIPIENT_REFUSED
      } catch (error) {
        return deliveryOf(error)
      }
    },
    close: () => transport.close(),
  }
}

function serverOf({ protocol, hostname, port, username, password }: URL) {
  const secure = protocol === 'smtps:'
  const user = decodeURIComponent(username)
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: user !== '' && !isThisMachine(hostname),
    ...(user !== '' && { auth: { user, pass: decodeURIComponent(password) } }),
  }
}

function messageOf({ noticeId, to, senderName, replyTo, subject, text, html }: Mail, from: string) {
  return {
    from: { name: senderName, address: from },
    to: { name: to.name ?? '', address: to.address },
    ...(replyTo !== null && { replyTo: { name: senderName, address: replyTo } }),
    subject,
    text,
    html,
    // The same however often it is tried: whoever gets it twice sees it once (RFC 5322 section 3.6.4).
    messageId: `<${noticeId}@${from.slice(from.lastIndexOf('@') + 1)}>`,
    // RFC 3834: no absence notes come back.
    headers: { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' },
  }
}

const RECIPIENT_REFUSED: Delivery = { delivered: false, again: false, why: 'recipient_refused' }

/** Whether the same mail may be taken later: 4xx and everything about the way there, yes; 5xx, no (RFC 5321 section 4.2.1). */
function deliveryOf(error: unknown): Delivery {
  const { code, responseCode, command } = partsOf(error)
  const why = whyOf(code, responseCode, command)
  return { delivered: false, again: why !== 'recipient_refused' && why !== 'message_refused', why }
}

function whyOf(code: string, responseCode: number, command: string): NoticeWhy {
  if (code === 'EAUTH') return 'sign_in_refused'
  if (responseCode >= 500) return command.startsWith('RCPT') ? 'recipient_refused' : 'message_refused'
  if (responseCode >= 400) return 'server_busy'
  return code === 'EENVELOPE' ? 'recipient_refused' : 'server_unreachable'
}

function partsOf(error: unknown): { code: string; responseCode: number; command: string } {
  const read = (name: string) => (typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined)
  const [code, responseCode, command] = [read('code'), read('responseCode'), read('command')]
  return {
    code: typeof code === 'string' ? code : '',
    responseCode: typeof responseCode === 'number' ? responseCode : 0,
    command: typeof command === 'string' ? command : '',
  }
}

function isThisMachine(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname === '[::1]'
}
