import { randomBytes } from 'node:crypto'
import type { Locator, Page } from '@playwright/test'
import { choose, find, typeNumber } from '../world/console'
import { dataPlane, signedIn } from '../world/customers'
import { expect, test } from '../world/fixtures'

/** Opens the page of a person, from the one search box. */
async function openPerson(page: Page, { email, name }: { email: string; name: string }): Promise<void> {
  await find(page, email)
  await page.getByRole('link', { name: new RegExp(`^${name}`) }).click()
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
}

/** States why, and types what has to be typed, if anything has. */
async function confirm(page: Page, dialog: Locator, act: RegExp, note: string): Promise<void> {
  await choose(page, 'Cause', /^Key compromise/)
  await dialog.getByLabel('Note').fill(note)
  await typeNumber(dialog)
  await dialog.getByRole('button', { name: act }).click()
}

test('a stolen laptop, by person: the preview counts what ends, typing confirms it, one act answers for all', async ({
  signInAs,
  world,
  owner,
}) => {
  test.slow()
  const assay = dataPlane(world)
  const person = await signedIn(assay, 105)
  const operator = await signInAs('administrator')
  await openPerson(operator, person)
  await operator.getByRole('button', { name: 'End everything…' }).click()
  const dialog = operator.getByRole('dialog', { name: `End everything of ${person.name}?` })
  await expect(dialog.getByText(new RegExp(`^105 sessions of ${person.name}, in Storefront`))).toBeVisible()
  await expect(dialog.getByText(/^105 in use right now; 105 used in the last hour/)).toBeVisible()

  const act = dialog.getByRole('button', { name: 'End 105' })
  await choose(operator, 'Cause', /^Key compromise/)
  await dialog.getByLabel('Note').fill('Laptop stolen, case 4711')
  await expect(act).toHaveAttribute('aria-disabled', 'true')
  const typed = dialog.getByRole('textbox', { name: /^Type 105/ })
  await typed.fill('104')
  await expect(act).toHaveAttribute('aria-disabled', 'true')
  await typed.fill('105')
  await act.click()
  await expect(dialog.getByText('105 ended')).toBeVisible()
  for (const token of person.tokens.slice(0, 3)) {
    expect(await assay.verify({ token })).toMatchObject({ active: false })
  }

  await dialog.getByRole('link', { name: 'Show them' }).click()
  await expect(operator.getByRole('heading', { name: `End everything of ${person.name}`, level: 1 })).toBeVisible()
  await expect(operator.getByText('Laptop stolen, case 4711')).toBeVisible()
  const list = operator.getByRole('grid', { name: 'Credentials of this act' })
  await expect(list.getByRole('row', { name: new RegExp(person.name) }).first()).toBeVisible()
  const { rows } = await owner.query<{ acts: number; ended: number }>(
    `select count(distinct correlation_id)::int as acts, count(*)::int as ended from credential_end gone
       join subject on subject.id = gone.subject_id where subject.external_id = $1`,
    [person.externalId],
  )
  expect(rows[0]).toEqual({ acts: 1, ended: 105 })
})

test('a stolen laptop, by address: everything used from there ends, and nothing else', async ({ signInAs, world }) => {
  const assay = dataPlane(world)
  const address = `198.51.100.${1 + ((randomBytes(1)[0] ?? 0) % 250)}`
  const [there, elsewhere] = [await signedIn(assay, 2, address), await signedIn(assay, 1, '203.0.113.42')]
  const operator = await signInAs('administrator')
  await find(operator, address)
  await operator.getByRole('button', { name: `End everything of ${address}…`, exact: true }).click()
  const dialog = operator.getByRole('dialog', { name: `End everything of ${address}?` })
  await expect(dialog.getByText(/^2 sessions of /)).toBeVisible()
  await confirm(operator, dialog, /^End 2$/, 'Laptop stolen, case 4712')
  await expect(dialog.getByText('2 ended')).toBeVisible()
  for (const token of there.tokens) expect(await assay.verify({ token })).toMatchObject({ active: false })
  expect(await assay.verify({ token: elsewhere.tokens[0] ?? '' })).toMatchObject({ active: true })
})

test('an employee who leaves is disabled and ended in one act, with a summary for the ticket', async ({
  signInAs,
  world,
}) => {
  const assay = dataPlane(world)
  const person = await signedIn(assay, 2)
  const operator = await signInAs('administrator')
  await openPerson(operator, person)
  await operator.getByRole('button', { name: 'Leaving…' }).click()
  const dialog = operator.getByRole('dialog', { name: `${person.name} leaves` })
  await expect(dialog.getByText('They created no key that would keep living.')).toBeVisible()
  await dialog.getByRole('button', { name: 'See who is affected' }).click()
  await expect(dialog.getByText(new RegExp(`^2 sessions of ${person.name}`))).toBeVisible()
  await expect(dialog.getByRole('combobox', { name: 'Cause' })).toContainText('Affiliation changed')
  await dialog.getByLabel('Note').fill('Last day, HR-12')
  await typeNumber(dialog)
  await dialog.getByRole('button', { name: 'End 2' }).click()
  await expect(dialog.getByText('2 ended')).toBeVisible()
  await expect(dialog.getByRole('button', { name: 'Copy the summary for the ticket' })).toBeVisible()
  await dialog.getByRole('button', { name: 'Close', exact: true }).first().click()

  await expect(operator.getByRole('button', { name: 'Enable' })).toBeVisible()
  await expect(operator.getByText('Last day, HR-12').first()).toBeVisible()
  await expect(assay.issueSession({ subject: { externalId: person.externalId } })).rejects.toThrow()
})

test('sessions that were suspended first are found again as one act, and end together', async ({ signInAs, world }) => {
  const assay = dataPlane(world)
  const person = await signedIn(assay, 3)
  const operator = await signInAs('administrator')
  await operator.goto(`/sessions?person=${encodeURIComponent(person.name)}`)
  const list = operator.getByRole('grid', { name: 'Sessions' })
  const boxes = list.getByRole('checkbox', { name: new RegExp(person.name) })
  await expect(boxes).toHaveCount(3)
  for (const box of await boxes.all()) await box.check()
  await operator.getByRole('region', { name: 'Selection' }).getByRole('button', { name: 'Suspend…' }).click()
  const suspending = operator.getByRole('dialog', { name: 'Suspend 3 sessions?' })
  await suspending.getByLabel('Note').fill('Looks odd, case 4713')
  await typeNumber(suspending)
  await suspending.getByRole('button', { name: 'Suspend 3' }).click()
  await expect(suspending.getByText('3 suspended')).toBeVisible()
  for (const token of person.tokens) expect(await assay.verify({ token })).toMatchObject({ active: false })

  await operator.goto('/acts')
  await operator.getByRole('link', { name: 'Suspend 3 selected credentials' }).first().click()
  await operator.getByRole('button', { name: 'End them…' }).click()
  const ending = operator.getByRole('dialog', { name: 'End the 3 suspended here?' })
  await confirm(operator, ending, /^End 3$/, 'Confirmed, case 4713')
  await expect(ending.getByText('3 ended')).toBeVisible()
})

test('support sees why it may end nothing, wherever it looks', async ({ signInAs, world }) => {
  const person = await signedIn(dataPlane(world), 1)
  const support = await signInAs('support')
  await openPerson(support, person)
  for (const name of ['End everything…', 'Leaving…']) {
    await expect(support.getByRole('button', { name })).toHaveAttribute('aria-disabled', 'true')
  }
})
