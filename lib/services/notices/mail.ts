import type { NoticeWhy } from '@/lib/core/notice'
import type { RenderedMail } from '@/lib/format/mail'

/** A mail ready to go: to whom, in whose name, and what it says. */
export interface Mail extends RenderedMail {
  readonly noticeId: string
  readonly to: { readonly name: string | null; readonly address: string }
  /** The name people know the sender by; the address is the installation's. */
  readonly senderName: string
  readonly replyTo: string | null
}

/** What the mail server answered. `again`: the same mail may be taken later. */
export type Delivery =
  | { readonly delivered: true }
  | { readonly delivered: false; readonly again: boolean; readonly why: NoticeWhy }

/** The way mails leave; it never throws for what a server or a recipient does. */
export type Deliver = (mail: Mail) => Promise<Delivery>
