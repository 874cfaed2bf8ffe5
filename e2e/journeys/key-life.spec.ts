import { createAssay } from '@/clients/node/assay'
import { choose, explainReference, openRow, takeSecret } from '../world/console'
import { expect, test } from '../world/fixtures'

const INSIDE = '203.0.113.9'
const OUTSIDE = '198.51.100.7'

test.setTimeout(180_000)

test('a key with an address list is refused from elsewhere with its reason, and after a rotation shows what still uses it', async ({
  signInAs,
  world,
  clock,
}) => {
  const assay = createAssay({ url: world.apiUrl, key: world.serviceKey })
  const present = async (token: string, ip: string) => {
    const sentAt = new Date(await clock.now()).toISOString()
    return assay.verify({ token, context: { ip, sentAt, kind: 'api_key', userAgent: 'nightly/1.0' } })
  }
  const operator = await signInAs('administrator')

  await test.step('it is created with tags, a contact and a list', async () => {
    await operator.goto('/keys')
    await operator.getByRole('button', { name: 'Create key' }).click()
    await choose(operator, 'Application', 'Storefront')
    const form = operator.getByRole('dialog', { name: 'Create key' })
    await form.getByText('A new service').click()
    await form.getByLabel('Owner', { exact: true }).fill('nightly-export')
    await form.getByLabel('Name', { exact: true }).fill('Nightly export')
    await form.getByLabel('Contact', { exact: true }).fill('payments@example.com')
    await form.getByLabel('Tags', { exact: true }).fill('nightly,team-7,')
    await form.getByLabel('Accepted from', { exact: true }).fill('203.0.113.0/33,')
    await form.getByRole('button', { name: 'Create', exact: true }).click()
    await expect(form.getByText(/Write an address or a network/)).toBeVisible()
    await form.getByRole('button', { name: 'Remove 203.0.113.0/33' }).click()
    await form.getByLabel('Accepted from', { exact: true }).fill('203.0.113.0/24,')
    await form.getByRole('button', { name: 'Create', exact: true }).click()
  })
  const dialog = operator.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: 'Done' })).toHaveAccessibleDescription(/Confirm first/)
  const old = await takeSecret(operator)

  await test.step('it is accepted from the list and refused from elsewhere, and the reason is told', async () => {
    expect(await present(old, INSIDE)).toMatchObject({ active: true })
    const refused = await present(old, OUTSIDE)
    expect(refused).toMatchObject({ active: false, status: 401, code: 'invalid_token' })
    const explanation = await explainReference(operator, refused.requestId)
    await expect(explanation.getByRole('heading', { level: 1 })).toContainText(`may not be used from ${OUTSIDE}`)
    await expect(explanation.getByText('allowed 203.0.113.0/24')).toBeVisible()
  })

  await test.step('it is found by its tag and rotated', async () => {
    await operator.goto('/keys?tag=team-7&list=yes')
    const sheet = await openRow(operator, 'API keys', /Nightly export/)
    await expect(sheet.getByText('payments@example.com')).toBeVisible()
    await sheet.getByRole('link', { name: 'Open as a page' }).click()
    await expect(operator.getByRole('heading', { level: 1, name: 'Nightly export' })).toBeVisible()
    await operator.getByRole('button', { name: 'Rotate…' }).click()
    await choose(operator, 'The old key works on', 'for 24 hours')
    await operator.getByRole('button', { name: 'Rotate', exact: true }).click()
  })
  const successor = await takeSecret(operator)

  await test.step('its page shows from where the old one is still used', async () => {
    expect(await present(old, INSIDE)).toMatchObject({ active: true })
    expect(await present(successor, INSIDE)).toMatchObject({ active: true })
    const cockpit = operator.getByRole('region', { name: 'What still uses this key' })
    await expect(async () => {
      await operator.reload()
      await expect(cockpit.getByRole('cell', { name: INSIDE })).toBeVisible({ timeout: 8_000 })
    }).toPass()
    await expect(cockpit.getByText('nightly/1.0')).toBeVisible()
    await expect(cockpit.getByText(/The old key was last used/)).toBeVisible()
  })

  await test.step('ending the overlap supersedes it, and the successor tells who still presents it', async () => {
    await operator.getByRole('button', { name: 'End the overlap now' }).click()
    await expect(operator.getByText('The old key is refused since')).toBeVisible()
    expect(await present(old, INSIDE)).toMatchObject({ active: false })
    expect(await present(successor, INSIDE)).toMatchObject({ active: true })
    await operator.getByRole('link', { name: 'Its successor' }).click()
    await expect(async () => {
      await operator.reload()
      await expect(operator.getByText('One place still presents the old key')).toBeVisible({ timeout: 8_000 })
    }).toPass()
  })
})
