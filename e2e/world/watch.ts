import type { Page } from '@playwright/test'

/** What windows complained about, in the order in which they did. */
export interface Watch {
  readonly found: string[]
}

/** Collects errors of scripts, console errors (violations of the policy are among them) and answers of 500 and above. */
export function watchPage(page: Page, watch: Watch): void {
  const note = (text: string) => watch.found.push(`${new URL(page.url()).pathname}: ${text}`)
  page.on('pageerror', (error) => note(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || /content.security.policy/i.test(message.text()))
      note(`${message.text()} (${message.location().url})`)
  })
  page.on('response', (response) => {
    if (response.status() >= 500) note(`${response.status()} ${response.url()}`)
  })
}
