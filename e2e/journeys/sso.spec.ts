import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { TEST_CLIENT, type TestClaims, type TestIssuer } from '@/lib/oidc/testing-issuer'
import { routes } from '@/lib/routes'
import { newAccount, newWindow, typePassword } from '../world/account'
import { choose } from '../world/console'
import { test as base, type Clock, expect } from '../world/fixtures'
import { employ, issuerBeside, keepTime, leaveIssuer, secondsAhead, trustIssuer } from '../world/issuer'

/** What the poll of an open page is answered once its session has ended; the page then leads to the door by itself. */
const ENDED = /status of 401/
const BY_ITSELF = { timeout: 30_000 }

/** `stranger` opens the browser of somebody who is signed in nowhere. */
const test = base.extend<{ stranger: () => Promise<Page> }>({
  stranger: async ({ browser, world, complaints }, use) => {
    const pages: Page[] = []
    await use(async () => {
      const page = await newWindow(browser, { world, complaints })
      pages.push(page)
      return page
    })
    await Promise.all(pages.map((page) => page.context().close()))
  },
})

test.setTimeout(120_000)

let issuer: TestIssuer

test.beforeAll(async ({ world }) => {
  issuer = await issuerBeside(world)
})

test.afterAll(({ world, owner }) => leaveIssuer(world, owner, issuer))

test.beforeEach(({ clock }) => keepTime(issuer, clock))

/** How an issuer may lie, or be wrong about the time, and what the person at the door reads. */
const FORGERIES: readonly (readonly [string, (claims: TestClaims) => TestClaims, RegExp])[] = [
  [
    'with the nonce of another sign-in',
    (claims) => ({ ...claims, nonce: randomUUID() }),
    /not made for this sign-in \(nonce\)/,
  ],
  ['for another client', (claims) => ({ ...claims, aud: 'another' }), /not made for this sign-in \(audience\)/],
  [
    'from a clock 5 minutes ahead',
    (claims) => ({ ...claims, iat: Number(claims.iat) + 300, exp: Number(claims.exp) + 300 }),
    /The clock of the issuer is (2[89]\d|30\d) seconds ahead of ours; 60 are allowed/,
  ],
]

async function atIssuer(page: Page, account: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Account' }).fill(account)
  await page.getByRole('button', { name: 'Continue' }).click()
}

async function signIn(page: Page, account: string): Promise<void> {
  await page.goto(routes.refusals())
  await page.getByRole('button', { name: 'Sign in with Acme' }).click()
  await atIssuer(page, account)
}

function operatorMenu(page: Page, name: string) {
  return page.getByRole('complementary', { name: 'Console' }).getByRole('button', { name })
}

async function expectIn(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { name: /Refusals/ })).toBeVisible()
}

test('an owner names the issuer, hears what is wrong with it, and turns it on', async ({ signInAs, stranger }) => {
  const page = await signInAs('owner')
  await page.goto(routes.singleSignOn())
  await page.getByRole('textbox', { name: 'Issuer', exact: true }).fill('http://localhost:1')
  await page.getByRole('button', { name: 'Test the connection' }).click()
  await expect(page.getByText('localhost:1 does not answer')).toBeVisible()
  await page.getByRole('textbox', { name: 'Issuer', exact: true }).fill(issuer.url)
  await page.getByRole('button', { name: 'Test the connection' }).click()
  const found = page.getByRole('list', { name: 'What was found' })
  await expect(found.getByRole('listitem')).toHaveText([/Discovery/, /1 key to check/, /tells us when/, /groups/])
  await page.getByLabel('Name', { exact: true }).fill('Acme')
  await page.getByLabel('Client id').fill(TEST_CLIENT.id)
  await page.getByLabel('Client secret').fill(TEST_CLIENT.secret)
  await page.getByRole('button', { name: 'Add a group' }).click()
  await page.getByRole('textbox', { name: 'Group', exact: true }).fill('oncall')
  await choose(page, 'Role of oncall', /^Operator/)
  await page.getByRole('checkbox', { name: 'Operators can sign in at the issuer' }).check()
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Single sign-on is saved')).toBeVisible()
  await page.reload()
  await expect(page.getByLabel('Client secret')).toHaveValue('')
  await expect(page.getByText('nobody can read it. Leave this empty to keep it.')).toBeVisible()
  const door = await stranger()
  await door.goto(routes.signIn())
  await expect(door.getByRole('button', { name: 'Sign in with Acme' })).toBeVisible()
})

test.describe('once it is on', () => {
  test.beforeEach(({ world }) => trustIssuer(world, issuer))

  test('somebody of the group comes in as what it says, and goes where they wanted to', async ({ stranger }) => {
    const page = await stranger()
    await signIn(page, employ(issuer, 'Mia Berg', ['oncall', 'staff']))
    await expectIn(page)
    await expect(operatorMenu(page, 'Mia Berg')).toContainText('Operator')
  })

  test('a press of the button before the script of the page is here is not lost', async ({ stranger }) => {
    const page = await stranger()
    let release = () => {}
    const here = new Promise<void>((done) => {
      release = done
    })
    await page.route('**/_next/static/**/*.js', async (route) => {
      await here
      await route.continue()
    })
    await page.goto(routes.signIn(), { waitUntil: 'commit' })
    await page.getByRole('button', { name: 'Sign in with Acme' }).click()
    release()
    await expect(page.getByRole('textbox', { name: 'Account' })).toBeVisible()
  })

  test('somebody without a group is turned away, told why, and has no account', async ({ stranger, owner }) => {
    const noah = employ(issuer, 'Noah Lind', ['staff'])
    const page = await stranger()
    await signIn(page, noah)
    await expect(page.getByRole('alert').filter({ hasText: 'nobody has given you access here' })).toBeVisible()
    const { rows } = await owner.query('select from operator where email like $1', [`${noah}%`])
    expect(rows).toEqual([])
  })

  test('a group that is left takes its role from the page that is open', async ({ stranger, complaints }) => {
    complaints.expected.push(ENDED)
    const lea = employ(issuer, 'Lea Roth', ['oncall'])
    const [open, again] = [await stranger(), await stranger()]
    await signIn(open, lea)
    await expectIn(open)
    issuer.accounts.set(lea, { ...issuer.accounts.get(lea), groups: [] })
    await signIn(again, lea)
    await expect(again.getByText('Your groups at the issuer give you no role here any more')).toBeVisible()
    await expect(open.getByRole('button', { name: 'Sign in with Acme' })).toBeVisible(BY_ITSELF)
  })

  test('signing out here signs out there: the next one at this desk is asked who they are', async ({
    stranger,
    complaints,
  }) => {
    // The list polls until the browser has left it.
    complaints.expected.push(ENDED)
    const page = await stranger()
    await signIn(page, employ(issuer, 'Mia Berg', ['oncall']))
    await expectIn(page)
    await operatorMenu(page, 'Mia Berg').click()
    await page.getByRole('menuitem', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: 'Yes, sign me out' }).click()
    await page.getByRole('button', { name: 'Sign in with Acme' }).click()
    await expect(page.getByRole('textbox', { name: 'Account' })).toBeVisible()
  })

  test('somebody disabled at the issuer is out when it says so, and does not come in again', async ({
    stranger,
    clock,
    world,
    complaints,
  }) => {
    complaints.expected.push(ENDED)
    const mia = employ(issuer, 'Mia Berg', ['oncall'])
    const page = await stranger()
    await signIn(page, mia)
    await expectIn(page)
    issuer.accounts.delete(mia)
    const logoutToken = await signLogout(mia, clock)
    expect(await logOut(world.consoleUrl, `${logoutToken}x`)).toBe(400)
    expect(await logOut(world.consoleUrl, logoutToken)).toBe(200)
    await expect(page.getByRole('button', { name: 'Sign in with Acme' })).toBeVisible(BY_ITSELF)
    await page.getByRole('button', { name: 'Sign in with Acme' }).click()
    await atIssuer(page, mia)
    await expect(page.getByText('The issuer refused to sign you in')).toBeVisible()
  })

  for (const [what, forge, said] of FORGERIES) {
    test(`a token ${what} signs nobody in, and the page says what is wrong`, async ({ stranger, clock }) => {
      keepTime(issuer, clock, forge)
      const page = await stranger()
      await signIn(page, employ(issuer, 'Mia Berg', ['oncall']))
      await expect(page.getByText(said)).toBeVisible()
      await page.goto(routes.refusals())
      await expect(page.getByRole('button', { name: 'Sign in with Acme' })).toBeVisible()
    })
  }

  test('a way back that began in another browser signs nobody in', async ({ stranger, world }) => {
    const [attacker, victim] = [await stranger(), await stranger()]
    const callback = attacker.waitForRequest((request) => request.url().includes(routes.api.ssoCallback()))
    await attacker.route(`${world.consoleUrl}${routes.api.ssoCallback()}*`, (route) => route.abort())
    await signIn(attacker, employ(issuer, 'Mallory Dean', ['oncall']))
    await victim.goto((await callback).url())
    await expect(victim.getByText('This sign-in did not begin in this browser')).toBeVisible()
    await victim.goto(routes.refusals())
    await expect(victim.getByRole('button', { name: 'Sign in with Acme' })).toBeVisible()
  })

  test('the mail of a local owner opens nothing; the owner links themselves, and then it is them', async ({
    stranger,
    world,
  }) => {
    const ona = await newAccount(world, 'Ona Weiss', [{ role: 'owner', applicationId: null }])
    const boss = employ(issuer, 'Somebody Else', ['oncall'])
    issuer.accounts.set(boss, { ...issuer.accounts.get(boss), email: ona.email })
    const [page, own] = [await stranger(), await stranger()]
    await signIn(page, boss)
    await expect(page.getByText('An account with your mail address is here already')).toBeVisible()
    await typePassword(own, ona)
    await expect(operatorMenu(own, 'Ona Weiss')).toBeVisible()
    await own.goto(routes.settings())
    await own.getByRole('button', { name: 'Link your account at Acme' }).click()
    await atIssuer(own, boss)
    await expect(own.getByRole('list', { name: 'Linked accounts' })).toContainText(boss)
    await page.getByRole('button', { name: 'Sign in with Acme' }).click()
    await expect(operatorMenu(page, 'Ona Weiss')).toContainText('Owner')
  })

  test('an owner links somebody to who they are there, and unlinks them, which ends what began there', async ({
    stranger,
    signInAs,
    world,
    complaints,
  }) => {
    complaints.expected.push(ENDED)
    const account = await newAccount(world, 'Ivo Kern')
    const ivo = employ(issuer, 'Ivo Kern', ['staff'])
    const [own, page] = [await signInAs('owner'), await stranger()]
    await own.goto(routes.operator(account.id))
    await own.getByRole('button', { name: 'Link to Acme…' }).click()
    const linking = own.getByRole('dialog', { name: 'Link Ivo Kern to Acme' })
    await linking.getByLabel('Subject').fill(ivo)
    await linking.getByRole('button', { name: 'Link', exact: true }).click()
    await expect(own.getByRole('list', { name: 'Linked accounts' })).toContainText(ivo)
    await signIn(page, ivo)
    await expectIn(page)
    await own.getByRole('button', { name: `Unlink ${ivo}` }).click()
    const unlinking = own.getByRole('dialog', { name: 'Unlink Ivo Kern?' })
    await unlinking.getByRole('button', { name: 'Unlink', exact: true }).click()
    await expect(own.getByText('Ivo Kern is unlinked')).toBeVisible()
    await expect(own.getByRole('list', { name: 'Linked accounts' })).toHaveCount(0)
    await expect(page.getByText('what your account is entered by has changed')).toBeVisible(BY_ITSELF)
    await page.getByRole('button', { name: 'Sign in with Acme' }).click()
    await expect(page.getByText('nobody has given you access here')).toBeVisible()
  })

  test('without passwords the form is folded away, and turned off the door is as it was', async ({
    stranger,
    signInAs,
  }) => {
    const [own, page] = [await signInAs('owner'), await stranger()]
    const alsoHere = own.getByRole('checkbox', { name: 'Everybody may also sign in without the issuer' })
    await own.goto(routes.singleSignOn())
    await alsoHere.uncheck()
    await own.getByRole('button', { name: 'Save' }).click()
    await expect(own.getByText('Single sign-on is saved')).toBeVisible()
    await page.goto(routes.signIn())
    await expect(page.getByLabel('Password')).toBeHidden()
    await page.getByText('For owners: sign in without Acme').click()
    await expect(page.getByLabel('Password')).toBeVisible()
    await own.reload()
    await expect(alsoHere).not.toBeChecked()
    await alsoHere.check()
    await own.getByRole('checkbox', { name: 'Operators can sign in at the issuer' }).uncheck()
    await own.getByRole('button', { name: 'Save' }).click()
    await expect(own.getByText('Single sign-on is saved')).toBeVisible()
    await page.reload()
    await expect(page.getByLabel('Password')).toBeVisible()
    await expect(page.getByRole('button', { name: 'Sign in with Acme' })).toHaveCount(0)
  })
})

/** A logout token of the issuer's (OpenID Connect Back-Channel Logout 1.0 section 2.4), by the clock that decides. */
async function signLogout(account: string, clock: Clock): Promise<string> {
  const now = Math.round(Date.now() / 1000) + (await secondsAhead(clock))
  return issuer.sign({
    iss: issuer.url,
    aud: TEST_CLIENT.id,
    sub: account,
    iat: now,
    exp: now + 120,
    jti: randomUUID(),
    events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
  })
}

async function logOut(consoleUrl: string, logoutToken: string): Promise<number> {
  const body = new URLSearchParams({ logout_token: logoutToken })
  return (await fetch(consoleUrl + routes.api.ssoLogout(), { method: 'POST', body })).status
}
