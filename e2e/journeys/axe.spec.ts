import type { Page } from '@playwright/test'
import { cases } from '../walks/cases'
import { doors } from '../walks/doors'
import { keys } from '../walks/keys'
import { emptyHanded, lists } from '../walks/lists'
import { people } from '../walks/people'
import { rules } from '../walks/rules'
import { account, settings } from '../walks/settings'
import { expectAccessible } from '../world/accessible'
import { test as base, expect } from '../world/fixtures'
import { builtPaths, pageOf } from '../world/manifest'

const WALKS = [lists, emptyHanded, people, keys, cases, rules, settings, account, doors]

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

test('every page of the build is asked about', () => {
  const { pages, open } = builtPaths()
  const walked = new Set(WALKS.flatMap((walk) => walk.pages))
  expect([...walked].toSorted()).toEqual([...pages, ...open].map(pageOf).toSorted())
})

for (const { title, pages, go } of WALKS) {
  test(`axe finds nothing, light and dark, wide and narrow, on ${title}`, async ({
    browser,
    world,
    complaints,
    owner,
    clock,
    signInAs,
    ask,
    asked,
  }) => {
    await go({ browser, world, complaints, owner, clock, signInAs, ask })
    expect([...asked], 'the pages it says it walks').toEqual(expect.arrayContaining([...pages]))
  })
}
