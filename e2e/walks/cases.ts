import type { Page } from '@playwright/test'
import { routes } from '@/lib/routes'
import { newWindow } from '../world/account'
import { explainReference, openRow } from '../world/console'
import { dataPlane, signedIn } from '../world/customers'
import { expect } from '../world/fixtures'
import { SOME_ID } from '../world/manifest'
import type { Tools, Walk } from './walk'

export const cases: Walk = {
  title: 'a reference, what explains it, its case, and what is shown of it to whoever holds a link',
  pages: ['/explain', '/cases', '/cases/[id]', '/shared', '/why/[id]', '/why/[id]/reported'],
  async go(tools) {
    const { world, signInAs, ask } = tools
    const assay = dataPlane(world)
    const person = await signedIn(assay, 1)
    await assay.revoke(person.ids[0] ?? '', { cause: 'key_compromise' })
    const { requestId } = await assay.verify({ token: person.tokens[0] ?? '', context: { ip: '203.0.113.41' } })
    const page = await signInAs('administrator')
    const link = await askAboutExplanation(page, requestId, tools)
    await askAboutCase(page, requestId, tools)
    for (const [what, target] of [
      ['an address around a moment', { address: '203.0.113.41', at: Date.now() }],
      ['a reference that is none', { requestId: 'req_0000000000000000000000' }],
      ['a credential that is none', { credentialId: SOME_ID }],
    ] as const) {
      await page.goto(routes.explain(target))
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await ask(page, what)
    }
    await askAboutPublic(requestId, link, tools)
  },
}

/** Its explanation and what opens over it; the link that was made there. */
async function askAboutExplanation(page: Page, reference: string, { ask }: Tools): Promise<string> {
  const explanation = await explainReference(page, reference)
  await ask(page, 'an explanation')
  await explanation.getByRole('button', { name: 'Evidence' }).click()
  const drawer = page.getByRole('dialog', { name: 'Evidence' })
  await expect(drawer.getByRole('region', { name: 'Recorded checks' })).toBeVisible()
  await ask(page, 'the evidence')
  await drawer.getByRole('button', { name: 'Close' }).click()
  await explanation.getByRole('button', { name: 'Share…' }).click()
  const sharing = page.getByRole('dialog', { name: 'Share this explanation' })
  await sharing.getByRole('button', { name: 'Make a link' }).click()
  const link = sharing.getByLabel('Link', { exact: true })
  await expect(link).toBeVisible()
  await ask(page, 'a link to share')
  return link.inputValue()
}

async function askAboutCase(page: Page, reference: string, { ask }: Tools): Promise<void> {
  const explanation = await explainReference(page, reference)
  await explanation.getByRole('button', { name: 'Open a case…' }).click()
  const opening = page.getByRole('dialog', { name: 'Open a case' })
  await opening.getByLabel('What they saw').fill('Signed out at the till')
  await ask(page, 'a case to open')
  await opening.getByRole('button', { name: 'Open the case' }).click()
  const name = page.getByRole('heading', { level: 1, name: /^CASE-\d+$/ })
  await expect(name).toBeVisible()
  await ask(page, 'a case')
  await page.getByRole('button', { name: 'Resolve…' }).click()
  const resolving = page.getByRole('dialog', { name: /^Resolve/ })
  await expect(resolving.getByLabel('Sent to the customer')).toBeVisible()
  await ask(page, 'a case to resolve')
  await resolving.getByRole('button', { name: 'Resolve', exact: true }).click()
  await page.getByRole('button', { name: 'Open again…' }).click()
  await expect(page.getByRole('dialog', { name: /^Open CASE-/ }).getByLabel('Why')).toBeVisible()
  await ask(page, 'a resolved case to open again')
  await page.keyboard.press('Escape')
  const number = (await name.textContent()) ?? ''
  await page.goto(routes.cases())
  await openRow(page, 'Cases', new RegExp(number))
  await expect(page.getByRole('list', { name: 'Root causes' })).toBeVisible()
  await ask(page, 'a case beside the list')
}

/** What people see who are nobody's operators. */
async function askAboutPublic(reference: string, link: string, { browser, world, complaints, ask }: Tools) {
  const page = await newWindow(browser, { world, complaints })
  await page.goto(link)
  const shared = page.getByRole('article', { name: 'Shared explanation' })
  await shared.getByText('Every check').click()
  await ask(page, 'what is shared')
  await page.goto(routes.shared('never'))
  await page.reload()
  await expect(page.getByRole('heading', { name: 'This link leads nowhere' })).toBeVisible()
  await ask(page, 'a link that leads nowhere')
  await page.goto(routes.why('req_0000000000000000000000'))
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await ask(page, 'a reference of nobody')
  await page.goto(routes.why(reference, { lang: 'de' }))
  await page.getByLabel('Was haben Sie gemacht').fill('   ')
  await page.getByRole('button', { name: 'Absenden' }).click()
  await expect(page.getByLabel('Was haben Sie gemacht')).toHaveAccessibleDescription(/./)
  await ask(page, 'why, with a report that says nothing')
  await page.getByLabel('Was haben Sie gemacht').fill('An der Kasse abgemeldet.')
  await page.getByRole('button', { name: 'Absenden' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ihre Meldung ist angekommen' })).toBeVisible()
  await ask(page, 'a report that has arrived')
  await page.context().close()
}
