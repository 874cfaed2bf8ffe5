import { find } from '../world/console'
import { dataPlane, signedIn } from '../world/customers'
import { expect, test } from '../world/fixtures'

test('support sees a mail masked until it gives a reason, and the audit says who looked and why', async ({
  signInAs,
  world,
  owner,
}) => {
  const { name, email } = await signedIn(dataPlane(world), 1)
  const support = await signInAs('support')
  await find(support, name)
  await support.getByRole('link', { name: new RegExp(name) }).click()
  await expect(support.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(support.getByText('z•••@example.com')).toBeVisible()
  await expect(support.getByText(email)).toHaveCount(0)
  await support.getByRole('button', { name: 'Reveal…' }).click()
  const dialog = support.getByRole('dialog', { name: `Show mail and addresses of ${name}?` })
  const reason = `Asked ${name} to confirm the address, ticket 4711`
  await dialog.getByLabel('Reason').fill(reason)
  await dialog.getByRole('button', { name: 'Reveal' }).click()
  await expect(support.getByText(email)).toBeVisible()
  await expect(support.getByRole('button', { name: 'Reveal…' })).toHaveCount(0)
  const { rows } = await owner.query(
    `select actor_label as by from audit_entry where action = 'subject.revealed' and detail ->> 'reason' = $1`,
    [reason],
  )
  expect(rows).toEqual([{ by: world.operators.support.name }])
})

test('an operator of another application finds nobody of this one', async ({ signInAs, world }) => {
  const { name } = await signedIn(dataPlane(world), 1)
  const page = await signInAs('elsewhere')
  await find(page, name)
  await expect(page.getByText(`Nothing begins with “${name}”`)).toBeVisible()
  await expect(page.getByRole('link', { name: new RegExp(name) })).toHaveCount(0)
})
