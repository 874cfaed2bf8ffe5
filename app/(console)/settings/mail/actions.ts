'use server'

import { formAction, textOf } from '@/lib/actions/form-action'
import { SUBJECT_NOTICES } from '@/lib/core/notice'
import { lookup } from '@/lib/locale/languages'
import { routes } from '@/lib/routes'
import { changeApplicationMail } from '@/lib/services/notices/change-application'
import { changeMailSettings } from '@/lib/services/notices/change-settings'
import { SWITCHABLE_NOTICES } from '@/lib/services/notices/schemas'
import { sendTestMail } from '@/lib/services/notices/send-test'

const revalidate = () => [routes.mailSettings()]

/** Switches mails on or off for the installation. */
export const changeMail = formAction(
  changeMailSettings,
  (data) => ({
    enabled: data.get('enabled') !== null,
    kindsOff: SWITCHABLE_NOTICES.filter((kind) => data.get(kind) === null),
  }),
  { revalidate },
)

/** Saves what one application chose. */
export const changeMailOf = formAction(
  changeApplicationMail,
  (data) => ({
    applicationId: textOf(data, 'applicationId'),
    kindsOff: SUBJECT_NOTICES.filter((kind) => data.get(kind) === null),
    replyTo: textOf(data, 'replyTo'),
    language: lookup(textOf(data, 'language')),
  }),
  { revalidate },
)

/** Sends a test mail to the operator who asks. */
export const testMail = formAction(sendTestMail, () => ({}), { revalidate })
