import type { Page } from '@playwright/test'
import { routes } from '@/lib/routes'
import { newApplication } from '../world/account'
import { choose, find, openRow, typeNumber } from '../world/console'
import { dataPlane, signedIn } from '../world/customers'
import { expect } from '../world/fixtures'
import { idIn } from '../world/manifest'
import type { Tools, Walk } from './walk'

type Person = Awaited<ReturnType<typeof signedIn>>

export const people: Walk = {
  title: 'a person and a session of theirs, to the end of everything',
  pages: ['/people', '/people/[id]', '/sessions', '/sessions/[id]', '/explain', '/acts', '/acts/[id]'],
  async go(tools) {
    const { world, signInAs } = tools
    // Of its own: another journey may have set a limit that ends a session of Storefront while it is looked at.
    const application = await newApplication(world)
    const person = await signedIn(dataPlane({ ...world, serviceKey: application.serviceKey }), 2)
    const page = await signInAs('administrator')
    await askAboutSession(page, person, tools)
    const address = await askAboutPerson(page, person, application.name, tools)
    await askAboutMasked(address, person, tools)
    // Anew: what ends something asks for a proof of identity that is not older than five minutes.
    await askAboutEnding(await signInAs('administrator'), address, person, tools)
  },
}

/** A person beside the list and as a page, with what is asked before anything is done about them; the address of the page. */
async function askAboutPerson(page: Page, person: Person, application: string, { ask }: Tools): Promise<string> {
  await page.goto(routes.people({ name: person.name }))
  const sheet = await openRow(page, 'People', new RegExp(person.name))
  await expect(sheet.getByRole('heading', { name: 'Live' })).toBeVisible()
  await ask(page, 'a person beside the list')
  await sheet.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
  const address = new URL(page.url()).pathname
  await ask(page, 'a person')
  for (const [button, title] of [
    ['Disable…', `Disable ${person.name}?`],
    ['Leaving…', `${person.name} leaves`],
    ['Open a case…', 'Open a case'],
  ] as const) {
    await page.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog', { name: title })
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeVisible()
    await ask(page, title)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await openRow(page, 'Sessions and keys', new RegExp(`Session.*${application}`))
  await ask(page, 'a person with a session beside them')
  await page.goto(routes.explain({ subjectId: idIn(address), at: Date.now() }))
  await expect(page.getByRole('article', { name: 'Explanation' })).toBeVisible()
  await ask(page, 'a person around a moment')
  return address
}

async function askAboutSession(page: Page, person: Person, { ask }: Tools): Promise<void> {
  await page.goto(routes.sessions({ person: person.name }))
  const sheet = await openRow(page, 'Sessions', new RegExp(person.name))
  await expect(sheet.getByText('Recent')).toBeVisible()
  await ask(page, 'a session beside the list')
  for (const button of ['Revoke…', 'Suspend…']) {
    await sheet.getByRole('button', { name: button }).click()
    const dialog = page.getByRole('dialog', { name: /1 session/ })
    await expect(dialog.getByLabel('Note')).toBeVisible()
    await ask(page, button)
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await expect(dialog).toHaveCount(0)
  }
  await sheet.getByRole('link', { name: 'Open as a page' }).click()
  await expect(page.getByRole('heading', { name: 'What happened' })).toBeVisible()
  await ask(page, 'a session')
  await page.getByRole('link', { name: 'Explain' }).click()
  await expect(page.getByRole('article', { name: 'Explanation' })).toBeVisible()
  await ask(page, 'a session that is accepted, explained')
}

/** As support sees them: mail and addresses masked, and the question why they are needed. */
async function askAboutMasked(address: string, person: Person, { signInAs, ask }: Tools): Promise<void> {
  const support = await signInAs('support')
  await support.goto(address)
  await expect(support.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
  await support.getByRole('button', { name: 'Reveal…' }).click()
  await expect(support.getByRole('dialog', { name: /^Show mail and addresses/ }).getByLabel('Reason')).toBeVisible()
  await ask(support, 'a person masked, with the question why')
}

async function askAboutEnding(page: Page, address: string, person: Person, { ask }: Tools): Promise<void> {
  await page.goto(address)
  await page.getByRole('button', { name: 'End everything…' }).click()
  const dialog = page.getByRole('dialog', { name: `End everything of ${person.name}?` })
  await expect(dialog.getByLabel('Note')).toBeVisible()
  await ask(page, 'what ends of a person')
  await choose(page, 'Cause', /^Key compromise/)
  await dialog.getByLabel('Note').fill('Laptop stolen, case 4711')
  await typeNumber(dialog)
  await dialog.getByRole('button', { name: 'End 2' }).click()
  await expect(dialog.getByText('2 ended')).toBeVisible()
  await ask(page, 'what became of each')
  await dialog.getByRole('link', { name: 'Show them' }).click()
  const list = page.getByRole('grid', { name: 'Credentials of this act' })
  await expect(list.getByRole('row', { name: new RegExp(person.name) }).first()).toBeVisible()
  await ask(page, 'an act')
  await page.goto(routes.acts())
  await expect(page.getByRole('row', { name: /End everything of a person/ }).first()).toBeVisible()
  await ask(page, 'the acts')
  await find(page, person.email)
  await page.getByRole('link', { name: new RegExp(`^${person.name}`) }).click()
  await expect(page.getByRole('heading', { level: 1, name: person.name })).toBeVisible()
  await ask(page, 'a person of whom nothing lives')
}
