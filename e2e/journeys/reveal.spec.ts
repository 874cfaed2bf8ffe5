import { find } from '../world/console'
import { expect, test } from '../world/fixtures'

const MAIL = 'mara.vogel@example.org'

test('support sees a mail masked until it gives a reason, and the audit says who looked and why', async ({
  signInAs,
  world,
  owner,
}) => {
  await customer(world)
  const support = await signInAs('support')
  await find(support, 'Mara Vogel')
  await support.getByRole('link', { name: /Mara Vogel/ }).click()
  await expect(support.getByRole('heading', { name: 'Mara Vogel' })).toBeVisible()
  await expect(support.getByText('m•••@example.org')).toBeVisible()
  await expect(support.getByText(MAIL)).toHaveCount(0)
  await support.getByRole('button', { name: 'Reveal…' }).click()
  const dialog = support.getByRole('dialog', { name: /^Show mail and addresses of Mara Vogel/ })
  await dialog.getByLabel('Reason').fill('Asked to confirm the address, ticket 4711')
  await dialog.getByRole('button', { name: 'Reveal' }).click()
  await expect(support.getByText(MAIL)).toBeVisible()
  await expect(support.getByRole('button', { name: 'Reveal…' })).toHaveCount(0)
  const { rows } = await owner.query(
    `select actor_label as by, detail ->> 'reason' as reason from audit_entry where action = 'subject.revealed'`,
  )
  expect(rows).toEqual([{ by: world.operators.support.name, reason: 'Asked to confirm the address, ticket 4711' }])
})

test('an operator of another application finds nobody of this one', async ({ signInAs, world }) => {
  await customer(world)
  const page = await signInAs('elsewhere')
  await find(page, 'Mara Vogel')
  await expect(page.getByRole('link', { name: /Mara Vogel/ })).toHaveCount(0)
})

/** Storefront makes a customer known, through the data plane as always. */
async function customer({ apiUrl, serviceKey }: { apiUrl: string; serviceKey: string }): Promise<void> {
  const response = await fetch(`${apiUrl}/v1/subjects/mara-1`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${serviceKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'Mara Vogel', email: MAIL }),
  })
  expect(response.ok).toBe(true)
}
