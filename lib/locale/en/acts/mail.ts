import type { ActTextsOf } from '../act-text'

/** Mails, and who chose which are sent. */
export const MAIL_ACTS: ActTextsOf<'mail'> = {
  'mail.changed': {
    label: 'Mail settings changed',
    word: 'mail settings changed',
    tell: ({ before, after }) => {
      if (before.enabled === after.enabled) return 'changed which mails are sent'
      return after.enabled ? 'switched mails on' : 'switched all mails off'
    },
  },
  'mail.tested': {
    label: 'Test mail asked for',
    word: 'test mail asked for',
    tell: () => 'asked for a test mail to themselves',
  },
}
