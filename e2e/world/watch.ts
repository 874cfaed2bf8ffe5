import type { Page, Response } from '@playwright/test'
import { noteTokens, TOKEN } from './tokens'

/** What windows complained about, in the order in which they did. */
export interface Watch {
  readonly found: string[]
  /** What a test brings about on purpose, such as the 401 of a session that has ended. */
  readonly expected: RegExp[]
}

/** Collects errors of scripts, console errors (violations of the policy are among them), answers of 500 and above, and shown secrets. */
export function watchPage(page: Page, watch: Watch): void {
  const note = (text: string) => {
    if (watch.expected.some((pattern) => pattern.test(text))) return
    watch.found.push(`${new URL(page.url()).pathname}: ${text}`)
  }
  page.on('pageerror', (error) => note(error.message))
  page.on('console', (message) => {
    if (message.type() === 'error' || /content.security.policy/i.test(message.text()))
      note(`${message.text()} (${message.location().url})`)
  })
  page.on('response', async (response) => {
    if (response.status() >= 500) note(`${response.status()} ${response.url()}`)
    if (await showsToken(response)) note(`a token in the answer to ${response.url()}`)
  })
}

/** A whole token in an answer that is not the one which may show it: that of an action, and not to be stored. */
async function showsToken(response: Response): Promise<boolean> {
  if (!['document', 'fetch', 'xhr'].includes(response.request().resourceType())) return false
  // A page that was left meanwhile has no body any more.
  const text = await response.text().catch(() => '')
  if (!new RegExp(TOKEN).test(text)) return false
  noteTokens(text)
  const { 'next-action': action } = response.request().headers()
  return action === undefined || !/no-store/.test(response.headers()['cache-control'] ?? '')
}
