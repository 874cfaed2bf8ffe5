import { expect, type Locator, type Page } from '@playwright/test'

/** The two ways people work: with a pointer, or with the keyboard alone. A journey is written once and done with either. */
export interface Hands {
  /** Uses a button or follows a link. */
  readonly use: (control: Locator) => Promise<void>
  /** Replaces what stands in a field. */
  readonly write: (field: Locator, text: string) => Promise<void>
  /** Writes into the field that has focus by itself. */
  readonly send: (field: Locator, text: string) => Promise<void>
  /** Chooses from a box that opens. */
  readonly choose: (box: Locator, option: string | RegExp) => Promise<void>
  /** Uses what stands in a row of a list. */
  readonly useInRow: (grid: Locator, row: string | RegExp, control: Locator) => Promise<void>
  /** Goes to a page of the rail. */
  readonly go: (label: string) => Promise<void>
}

export const HANDS = { pointer, keyboard } as const

function pointer(page: Page): Hands {
  return {
    use: (control) => control.click(),
    write: (field, text) => field.fill(text),
    send: async (field, text) => {
      await field.fill(text)
      await field.press('Enter')
    },
    choose: async (box, option) => {
      await box.click()
      await page.getByRole('option', { name: option }).click()
    },
    useInRow: (_grid, _row, control) => control.click(),
    go: async (label) => {
      const menu = page.getByRole('button', { name: 'Menu', exact: true })
      if (await menu.isVisible()) await menu.click()
      await page
        .getByRole('link', { name: new RegExp(`^${label}`) })
        .filter({ visible: true })
        .first()
        .click()
    },
  }
}

/** Nothing here clicks, focuses or fills: Tab, arrows, Enter and typing only, and what has focus has to show it. */
function keyboard(page: Page): Hands {
  const { keyboard: keys } = page
  const write = async (field: Locator, text: string) => {
    await reach(page, field)
    await keys.press('ControlOrMeta+a')
    await keys.type(text)
    await expect(field).toHaveValue(text)
  }
  return {
    use: async (control) => {
      await reach(page, control)
      await keys.press('Enter')
    },
    write,
    send: async (field, text) => {
      await write(field, text)
      await keys.press('Enter')
    },
    choose: async (box, option) => {
      await reach(page, box)
      await keys.press('Enter')
      const wanted = page.getByRole('option', { name: option })
      await expect(wanted).toBeVisible()
      await pressUntil(page, 'ArrowDown', async () => (await wanted.getAttribute('data-highlighted')) !== null)
      await keys.press('Enter')
      await expect(wanted).toBeHidden()
    },
    useInRow: async (grid, row, control) => {
      await reach(page, grid)
      await pressUntil(page, 'j', () => isCurrent(page, grid, row))
      await reach(page, control)
      await keys.press('Enter')
    },
    go: async (label) => {
      await keys.press('ControlOrMeta+k')
      const palette = page.getByRole('dialog', { name: 'Find' })
      await expect(palette.getByRole('combobox')).toBeFocused()
      await keys.type(label)
      const place = palette.getByRole('option', { name: label, exact: true })
      await pressUntil(page, 'ArrowDown', async () => (await place.getAttribute('aria-selected')) === 'true')
      await keys.press('Enter')
    },
  }
}

/** As many presses as a patient person makes before they call a control out of reach. */
const PRESSES = 30

/** Tabs on to a control. From above the content the first stop is the link that leads past the rail. */
async function reach(page: Page, control: Locator): Promise<void> {
  await expect(control).toBeVisible()
  const skip = page.getByRole('link', { name: 'Skip to the content' })
  await pressUntil(page, 'Tab', async (presses) => {
    if (await hasFocus(control)) return true
    if (presses === 1 && (await skip.count()) > 0 && (await hasFocus(skip))) await page.keyboard.press('Enter')
    return false
  })
  expect(await control.evaluate(showsFocus), `focus is seen on ${control}`).toBe(true)
}

async function pressUntil(page: Page, key: string, done: (presses: number) => Promise<boolean>): Promise<void> {
  for (let presses = 0; presses <= PRESSES; presses += 1) {
    if (await done(presses)) return
    await page.keyboard.press(key)
  }
  const focused = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 200))
  throw new Error(`${PRESSES} times ${key} do not lead there; focus is on ${focused}`)
}

/** Focus stays on a list, which names the row that keys act on. */
async function isCurrent(page: Page, grid: Locator, name: string | RegExp): Promise<boolean> {
  const id = await grid.getAttribute('aria-activedescendant')
  const current = page.locator(`[id="${id}"]`)
  return (await grid.getByRole('row', { name }).and(current).count()) > 0
}

function hasFocus(control: Locator): Promise<boolean> {
  return control.evaluate((element) => element === document.activeElement)
}

/** An outline, a ring or a border of its own: on the control, on the frame around it, or on the current row of a list. */
function showsFocus(control: Element): boolean {
  const gold = document.createElement('i')
  gold.style.color = 'var(--gold)'
  document.body.append(gold)
  const { color } = getComputedStyle(gold)
  gold.remove()
  return [control, control.parentElement, control.querySelector('[data-current]')].some((element) => {
    if (element === null) return false
    const { outlineStyle, outlineWidth, boxShadow, borderTopColor } = getComputedStyle(element)
    const outlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 1
    return outlined || boxShadow.includes(color) || borderTopColor === color
  })
}
