import type { Page } from '@playwright/test'
import { expect, test } from '../world/fixtures'
import { digestOf, secretWritings, standingIn, writings } from '../world/needles'
import { recordTraffic, type Traffic } from '../world/recorder'
import { shopToken, signInToShop } from '../world/shopping'

test('a pasted token is explained, and its secret never leaves the browser nor stays in it', async ({
  signInAs,
  customer,
}) => {
  await signInToShop(customer, 'dmitri@example.com')
  const token = await shopToken(customer)
  expect(token).toMatch(/^asy_live_session_[0-9A-Za-z]{75}$/)
  const operator = await signInAs('support')
  const { traffic, settled } = recordTraffic(operator.context())
  const said: string[] = []
  operator.on('console', (message) => said.push(message.text()))

  await operator.reload()
  await pasteIntoFind(operator, token)
  await expectExplained(operator, /^This session is valid|is active|accepted/i)
  await pasteIntoPalette(operator, `Authorization: Bearer ${token}`)
  await expectExplained(operator, /./)
  await pasteIntoFind(operator, mistyped(token))
  await expectExplained(operator, /./)
  await operator.getByRole('link', { name: /^Sessions/ }).click()
  await expect(operator.getByRole('grid', { name: 'Sessions' })).toBeVisible()
  await operator.goBack()
  await operator.reload()

  await settled()
  const needles = [...secretWritings(token), ...secretWritings(mistyped(token))]
  expect(findings(traffic.sent, needles), 'sent').toEqual([])
  expect(findings(traffic.received, needles), 'received').toEqual([])
  expect(standingIn(said.join('\n'), needles), 'console').toEqual([])
  expect(standingIn(await kept(operator), needles), 'kept in the browser').toEqual([])

  const digest = writings(digestOf(token))
  const carriers = traffic.sent.filter(({ text }) => standingIn(text, digest).length > 0)
  // The digest goes to the judge, in the body of a server action and nowhere else.
  expect(carriers.length).toBeGreaterThan(0)
  expect(carriers.every(({ action }) => action)).toBe(true)
  expect(findings(traffic.received, digest), 'digest received').toEqual([])
  expect(standingIn(await kept(operator), digest), 'digest kept').toEqual([])
})

test('before any script has come, the browser sends nothing of what is pasted', async ({
  browser,
  cookieOf,
  world,
  customer,
}) => {
  await signInToShop(customer, 'dmitri@example.com')
  const token = await shopToken(customer)
  const context = await browser.newContext({
    baseURL: world.consoleUrl,
    javaScriptEnabled: false,
    extraHTTPHeaders: { cookie: await cookieOf('support') },
  })
  const page = await context.newPage()
  const { traffic, settled } = recordTraffic(context)
  await page.goto('/')
  await page.getByLabel('What do you want to know about?').fill(token)
  await page.getByRole('button', { name: 'Find', exact: true }).click()
  await page.waitForURL('**/?')
  await settled()
  expect(findings(traffic.sent, secretWritings(token)), 'sent').toEqual([])
  await context.close()
})

async function pasteIntoFind(page: Page, text: string): Promise<void> {
  await page.getByLabel('What do you want to know about?').focus()
  await page.keyboard.insertText(text)
  await page.keyboard.press('Enter')
}

async function pasteIntoPalette(page: Page, text: string): Promise<void> {
  await page.getByRole('button', { name: /^Find: / }).click()
  await expect(page.getByRole('dialog', { name: 'Find' })).toBeVisible()
  await page.keyboard.insertText(text)
  await page.getByRole('option', { name: /^Look up/ }).click()
}

async function expectExplained(page: Page, sentence: RegExp): Promise<void> {
  const explanation = page.getByRole('article', { name: 'Explanation' })
  await expect(explanation.getByRole('heading', { level: 1 })).toHaveText(sentence)
}

/** One letter of the secret changed, as a slip of the hand would. */
function mistyped(token: string): string {
  const at = token.length - 30
  return `${token.slice(0, at)}${token[at] === 'x' ? 'y' : 'x'}${token.slice(at + 1)}`
}

function findings(records: Traffic['received'], needles: readonly string[]): string[] {
  return records.flatMap(({ what, text }) => standingIn(text, needles).map((needle) => `${needle} in ${what}`))
}

/** All that a browser keeps of a page: storages, caches, history, timings, cookies, and what the page itself shows. */
function kept(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const databases = await Promise.all((await indexedDB.databases()).map(({ name = '' }) => contents(name)))
    const cacheNames = 'caches' in window ? await caches.keys() : []
    const fields = [...document.querySelectorAll('input, textarea')].map((field) => (field as HTMLInputElement).value)
    return JSON.stringify([
      { ...localStorage },
      { ...sessionStorage },
      databases,
      cacheNames,
      history.state,
      window.name,
      location.href,
      document.cookie,
      document.referrer,
      performance.getEntries().map(({ name }) => name),
      fields,
      document.documentElement.outerHTML,
    ])

    function contents(name: string): Promise<unknown> {
      return new Promise((done, fail) => {
        const opening = indexedDB.open(name)
        opening.onerror = () => fail(opening.error)
        opening.onsuccess = () => done([...opening.result.objectStoreNames])
      })
    }
  })
}
