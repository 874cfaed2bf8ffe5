import { AxeBuilder } from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The rules whose answer a theme can change; every other answer is the same in both. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** The last is how the window is left: wide and light. */
const LOOKS = [390, 1440].flatMap((width) => [
  { width, colorScheme: 'dark', rulesOf: (axe: AxeBuilder) => axe.withRules(COLOURS) } as const,
  { width, colorScheme: 'light', rulesOf: (axe: AxeBuilder) => axe } as const,
])

/** axe finds nothing on what the window shows now, light and dark, wide and narrow. */
export async function expectAccessible(page: Page, state: string): Promise<void> {
  const told: string[] = []
  for (const { width, colorScheme, rulesOf } of LOOKS) {
    await show(page, width, colorScheme)
    const ask = async () =>
      (await findings(page, rulesOf(await axeOn(page)))).map((what) => `${colorScheme} ${width} ${what}`)
    let found = await ask()
    // A theme that is just being changed is half of each: what is wrong is found every time.
    for (let again = 0; again < 2 && found.length > 0; again += 1) {
      const still = new Set(await ask())
      found = found.filter((what) => still.has(what))
    }
    told.push(...found)
  }
  // One walk tells all that it finds, not only the first.
  expect.soft(told, state).toEqual([])
}

/** Rule and element of each finding. */
async function findings(page: Page, axe: AxeBuilder): Promise<string[]> {
  const { violations } = await axe.analyze()
  const told: string[] = []
  for (const { id, nodes } of violations) {
    const selectors = nodes.map(({ target }) => target.join(' '))
    const left = id === 'region' ? await notOwned(page, selectors) : selectors
    const lines = nodes.filter((_, at) => left.includes(selectors[at] ?? '')).map(({ html }) => html.slice(0, 200))
    told.push(...lines.map((html) => `${id}: ${html}`))
  }
  return told
}

/** No page of the console holds another, so there is nothing to gather from frames; and half a megabyte is put into a document once. */
async function axeOn(page: Page): Promise<AxeBuilder> {
  const there = await page.evaluate(() => 'axe' in window)
  const axe = new AxeBuilder({ page, ...(there && { axeSource: 'void axe' }) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
  // They hand focus on the moment they are given it, which axe cannot see.
  return axe.exclude('[data-base-ui-focus-guard]')
}

/**
 * A menu or a tooltip stands at the end of the document, and is in the landmark of its button, which owns it (`aria-owns`) or is
 * described by it. axe asks only where it stands.
 */
function notOwned(page: Page, selectors: readonly string[]): Promise<string[]> {
  return page.evaluate((all) => {
    const isNamed = ({ id }: Element) =>
      id !== '' &&
      ['aria-owns', 'aria-describedby'].some(
        (name) => document.querySelector(`[${name}~="${CSS.escape(id)}"]`) !== null,
      )
    const isOwned = (element: Element | null): boolean =>
      element !== null && (isNamed(element) || isOwned(element.parentElement))
    return all.filter((selector) => !isOwned(document.querySelector(selector)))
  }, selectors)
}

async function show(page: Page, width: number, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: width > 600 ? 900 : 844 })
  // Two frames: what is laid out anew is there with the second. What is half faded in has half its contrast.
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))))
  await page.evaluate(() => Promise.allSettled(document.getAnimations().map(({ finished }) => finished)))
}
