import type { Browser, Page } from '@playwright/test'
import { MINUTE } from '@/lib/core/instant'
import { whyNotPermitted } from '@/lib/locale/en/roles'
import { routes } from '@/lib/routes'
import { newAccount, newApplication, newWindow } from '../world/account'
import { bindingsOf } from '../world/asking'
import { dataPlane, signedIn } from '../world/customers'
import { expect, test } from '../world/fixtures'
import { HANDS, type Hands } from '../world/hands'
import type { Credentials, World } from '../world/state'
import { noteTokens } from '../world/tokens'
import type { Watch } from '../world/watch'

// What the four people come for, each from the door to the thing in hand, with a pointer and by keyboard alone, wide and narrow.
test.setTimeout(180_000)

const WAYS = (['pointer', 'keyboard'] as const).flatMap((by) => [1440, 390].map((width) => ({ by, width })))

interface Start {
  readonly browser: Browser
  readonly world: World
  readonly complaints: Watch
  readonly by: keyof typeof HANDS
  readonly width: number
}

/** A window without any cookie, taken through the door. */
async function comeIn({ browser, by, ...opening }: Start, who: Credentials): Promise<{ page: Page; hands: Hands }> {
  const page = await newWindow(browser, opening)
  const hands = HANDS[by](page)
  await page.goto('/')
  await hands.write(page.getByLabel('Mail'), who.email)
  await hands.send(page.getByLabel('Password'), who.password)
  await expect(page.getByLabel('What do you want to know about?')).toBeVisible()
  return { page, hands }
}

function copied(page: Page): Promise<string> {
  return page.evaluate(() => navigator.clipboard.readText())
}

for (const { by, width } of WAYS) {
  test(`support finds who ended a session and why, and the case holds the sentence that was sent: ${by}, ${width} wide`, async ({
    browser,
    world,
    complaints,
  }) => {
    const assay = dataPlane(world)
    const person = await signedIn(assay, 1)
    await assay.revoke(person.ids[0] ?? '', { cause: 'key_compromise' })
    const { requestId: reference } = await assay.verify({ token: person.tokens[0] ?? '' })
    const { page, hands } = await comeIn({ browser, world, complaints, by, width }, world.operators.support)

    await hands.send(page.getByLabel('What do you want to know about?'), reference)
    const explanation = page.getByRole('article', { name: 'Explanation' })
    await expect(explanation.getByRole('heading', { level: 1 })).toContainText('This session was revoked by Storefront')
    await expect(explanation.getByText(/Key compromise/i).first()).toBeVisible()
    await hands.use(explanation.getByRole('button', { name: 'Copy the sentence' }))
    await expect(explanation.getByText('Copied', { exact: true })).toBeAttached()
    const sentence = await copied(page)
    await expect(explanation.getByText(`“${sentence}”`)).toBeVisible()

    await hands.use(explanation.getByRole('button', { name: 'Open a case…' }))
    const opening = page.getByRole('dialog', { name: 'Open a case' })
    await hands.write(opening.getByLabel('What they saw'), 'I am logged out all the time')
    await hands.use(opening.getByRole('button', { name: 'Open the case' }))
    await expect(page.getByRole('heading', { level: 1, name: /^CASE-\d+$/ })).toBeVisible()
    await hands.use(page.getByRole('button', { name: 'Resolve…' }))
    const resolving = page.getByRole('dialog', { name: /^Resolve CASE-/ })
    await expect(resolving.getByLabel('Sent to the customer')).toHaveValue(sentence)
    await hands.use(resolving.getByRole('button', { name: 'Resolve', exact: true }))
    await expect(page.getByText(`“${sentence}”`)).toBeVisible()
    await expect(page.getByText(`by ${world.operators.support.name}`).first()).toBeVisible()
    await page.context().close()
  })

  test(`on call ends everything of a stolen laptop, and nothing of it is accepted again: ${by}, ${width} wide`, async ({
    browser,
    world,
    complaints,
  }) => {
    const assay = dataPlane(world)
    const person = await signedIn(assay, 2)
    const key = await assay.issueKey({ subject: { externalId: person.externalId }, name: 'Backup of the laptop' })
    noteTokens(key.token)
    const { page, hands } = await comeIn({ browser, world, complaints, by, width }, world.operators.operator)

    await hands.send(page.getByLabel('What do you want to know about?'), person.email)
    await hands.use(page.getByRole('list', { name: 'Found' }).getByRole('link', { name: new RegExp(person.name) }))
    await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
    await hands.use(page.getByRole('button', { name: 'End everything…' }))
    const dialog = page.getByRole('dialog', { name: `End everything of ${person.name}?` })
    await expect(dialog.getByText(`2 sessions and 1 API key of ${person.name}`)).toBeVisible()
    await hands.choose(dialog.getByRole('combobox', { name: 'Cause' }), /^Key compromise/)
    await hands.write(dialog.getByLabel('Note'), 'Laptop stolen, case 4711')
    const confirmation = dialog.getByRole('textbox', { name: /to confirm$/ })
    if ((await confirmation.count()) > 0) await hands.write(confirmation, '3')
    await hands.use(dialog.getByRole('button', { name: 'End 3' }))
    await expect(dialog.getByText('3 ended')).toBeVisible()
    for (const token of [...person.tokens, key.token])
      expect(await assay.verify({ token })).toMatchObject({ active: false, reason: 'revoked' })

    await hands.use(dialog.getByRole('link', { name: 'Show them' }))
    await expect(page.getByRole('heading', { level: 1, name: `End everything of ${person.name}` })).toBeVisible()
    await expect(page.getByText('Laptop stolen, case 4711')).toBeVisible()
    const named = new RegExp(`${person.name}|Backup of the laptop`)
    const list = page.getByRole('grid', { name: 'Credentials of this act' })
    await expect(list.getByRole('row', { name: named })).toHaveCount(3)
    await page.context().close()
  })

  test(`an administrator sees whom a limit of 15 minutes ends before it holds, and exactly those end: ${by}, ${width} wide`, async ({
    browser,
    world,
    complaints,
    clock,
  }) => {
    const application = await newApplication(world)
    const assay = dataPlane({ ...world, serviceKey: application.serviceKey })
    const silent = await signedIn(assay, 1)
    await clock.advance(16 * MINUTE)
    const busy = await signedIn(assay, 2)
    const { page, hands } = await comeIn({ browser, world, complaints, by, width }, world.operators.administrator)

    await hands.go('Policies')
    const add = page.getByRole('button', { name: `Add a rule for sessions of ${application.name}` })
    await hands.useInRow(page.getByRole('grid', { name: 'Policies' }), new RegExp(`${application.name}.*Sessions`), add)
    await expect(page.getByRole('heading', { level: 1, name: `${application.name}: Web sessions` })).toBeVisible()
    await hands.write(page.getByRole('textbox', { name: 'Idle limit' }), '15 min')
    await expect(page.getByText(/counted .*, exact/)).toBeVisible()
    await expect(page.getByRole('status').filter({ hasText: 'sessions end at once' })).toHaveText(/^1 /)
    await hands.use(page.getByRole('button', { name: 'Review and save…' }))
    const dialog = page.getByRole('dialog', { name: /^Save version 2/ })
    await hands.write(dialog.getByLabel('Note'), 'Asked for by the auditors')
    await hands.use(dialog.getByRole('button', { name: 'Save version 2' }))
    await expect(page.getByText(/version 2 in force since/)).toBeVisible()
    await expect(page.getByText('“Asked for by the auditors”')).toBeVisible()
    expect(await assay.verify({ token: silent.tokens[0] ?? '' })).toMatchObject({ active: false, reason: 'idle' })
    const context = { sentAt: new Date(await clock.now()).toISOString() }
    for (const token of busy.tokens) expect(await assay.verify({ token, context })).toMatchObject({ active: true })
    await page.context().close()
  })

  test(`a developer of one application understands a 401 from the reference in a log: ${by}, ${width} wide`, async ({
    browser,
    world,
    complaints,
    clock,
  }) => {
    const application = await newApplication(world)
    const developer = await newAccount(world, 'Devi Rao', [{ role: 'support', applicationId: application.id }])
    const assay = dataPlane({ ...world, serviceKey: application.serviceKey })
    const subject = { externalId: 'nightly-export', type: 'service' } as const
    const { token } = await assay.issueKey({ subject, name: 'Nightly export', allowedAddresses: ['203.0.113.0/24'] })
    noteTokens(token)
    const sentAt = new Date(await clock.now()).toISOString()
    const refused = await assay.verify({ token, context: { ip: '198.51.100.7', sentAt } })
    expect(refused).toMatchObject({ active: false, status: 401 })
    const { page, hands } = await comeIn({ browser, world, complaints, by, width }, developer)

    await hands.send(page.getByLabel('What do you want to know about?'), refused.requestId)
    const explanation = page.getByRole('article', { name: 'Explanation' })
    const sentence = explanation.getByRole('heading', { level: 1 })
    await expect(sentence).toContainText('may not be used from')
    // Which networks are listed is masked for their role; that the address is on none of them is not.
    await expect(explanation.getByText(/^allowed 203\.0\./)).toBeVisible()
    await hands.use(explanation.getByRole('button', { name: 'Copy for the ticket' }))
    await expect(explanation.getByText('Copied', { exact: true }).first()).toBeAttached()
    const ticket = await copied(page)
    expect(ticket).toContain((await sentence.textContent()) ?? '')
    expect(ticket).toContain(refused.requestId)
    expect(ticket).toContain('Check: ')
    expect(ticket).not.toContain(token.slice(0, 40))
    await page.context().close()
  })
}

/** Where each of the jobs is done, and the control without which it is not. */
const PLACES = [
  { job: 'support', control: 'Open a case…', permission: 'cases.write', act: 'work on cases' },
  { job: 'on call', control: 'End everything…', permission: 'subjects.end_all', act: 'end credentials' },
  { job: 'administrator', control: 'Review and save…', permission: 'policies.change', act: 'change policies' },
] as const

test('whoever may not do one of these jobs reads why on its control, and everybody else finds it ready', async ({
  world,
  signInAs,
  owner,
}) => {
  const addressOf = await somethingOfEachJob(world, owner)
  for (const who of ['operator', 'support', 'auditor'] as const) {
    const page = await signInAs(who)
    for (const { job, control, permission, act } of PLACES) {
      await page.goto(addressOf[job])
      const button = page.getByRole('button', { name: control })
      const refusal = whyNotPermitted(bindingsOf(who), permission, act)
      if (refusal !== undefined) await expect(button, `${who}: ${job}`).toHaveAccessibleDescription(refusal)
      else await expect(button, `${who}: ${job}`).not.toHaveAttribute('aria-disabled', 'true')
    }
  }
})

async function somethingOfEachJob(world: World, owner: { query: QueryOne }) {
  const assay = dataPlane(world)
  const person = await signedIn(assay, 2)
  await assay.revoke(person.ids[0] ?? '')
  const { requestId } = await assay.verify({ token: person.tokens[0] ?? '' })
  const idOf = async (sql: string, values: string[]) => (await owner.query(sql, values)).rows[0]?.id ?? ''
  const subjectId = await idOf('select id from subject where external_id = $1', [person.externalId])
  const policyId = await idOf(`select id from policy where application_id is null and kind = 'api_key'`, [])
  const addressOf = {
    support: routes.explain({ requestId }),
    'on call': routes.person(subjectId),
    administrator: `${routes.policy(policyId)}?idle=3600`,
  }
  return addressOf
}

type QueryOne = (sql: string, values: string[]) => Promise<{ rows: { id: string }[] }>
