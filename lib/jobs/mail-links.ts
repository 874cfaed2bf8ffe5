import type { LinkNotice } from '@/lib/core/notice'
import { routes } from '@/lib/routes'

/** Where mails lead. A link's secret stands behind the #: no server and no log is sent it. */
export function mailLinks(consoleUrl: string) {
  const pages = { operator_invitation: routes.invitation(), operator_forgotten: routes.recover() }
  const linkOf = (kind: LinkNotice, secret: string) => `${consoleUrl}${pages[kind]}#${secret}`
  return { consoleUrl, linkOf }
}
