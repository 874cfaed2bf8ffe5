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

/** A mail address that can stand in a header: one @, and nothing that separates or ends addresses (RFC 5321 section 4.1.2). */
export function isMailAddress(text: string): boolean {
  return text.length <= 254 && /^[^\s@<>()[\]\\,;:"\p{Cc}]+@[^\s@<>()[\]\\,;:"\p{Cc}]+$/u.test(text)
}
