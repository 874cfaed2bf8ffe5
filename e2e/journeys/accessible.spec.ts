import type { Page } from '@playwright/test'
import { doors } from '../walks/doors'
import { expectAccessible } from '../world/accessible'
import { test as base, expect } from '../world/fixtures'
import { pageOf } from '../world/manifest'

// Each state is asked about in both themes and both widths; the other pages are those of axe.spec.
const WALKS = [doors]

const test = base.extend<{ ask: (page: Page, state: string) => Promise<void>; asked: Set<string> }>({
  asked: async ({ browserName: _ }, use) => use(new Set()),
  ask: async ({ asked }, use) =>
    use(async (page, state) => {
      asked.add(pageOf(page.url()))
      await test.step(state, () => expectAccessible(page, state))
    }),
})

test.setTimeout(600_000)
// A trace keeps the whole page at each of several hundred steps; a finding names where it is by itself.
test.use({ trace: 'off' })

for (const { title, pages, go } of WALKS) {
  test(`axe finds nothing, light and dark, wide and narrow, on ${title}`, async ({
    browser,
    world,
    complaints,
    owner,
    signInAs,
    ask,
    asked,
  }) => {
    await go({ browser, world, complaints, owner, signInAs, ask })
    expect([...asked], 'the pages it says it walks').toEqual(expect.arrayContaining([...pages]))
  })
}
