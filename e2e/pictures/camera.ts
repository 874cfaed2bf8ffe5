import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Browser, Page } from '@playwright/test'
import { projectRoot } from '@/lib/root'

const FOLDER = join(projectRoot(), 'docs', 'screenshots')

export interface Look {
  readonly scheme: 'light' | 'dark'
  /** 1440 stands for a desk, 390 for a phone. */
  readonly width: 1440 | 390
}

export const LOOKS: readonly Look[] = [
  { scheme: 'light', width: 1440 },
  { scheme: 'dark', width: 1440 },
  { scheme: 'light', width: 390 },
  { scheme: 'dark', width: 390 },
]

export const AT_A_DESK: Look = { scheme: 'light', width: 1440 }

/** Everything in the folder is taken anew. */
export function clearPictures(): void {
  rmSync(FOLDER, { recursive: true, force: true })
  mkdirSync(FOLDER, { recursive: true })
}

/** A window that looks so, at an address of its own choosing. */
export async function openWindow(browser: Browser, baseURL: string, { scheme, width }: Look): Promise<Page> {
  const context = await browser.newContext({
    baseURL,
    viewport: { width, height: width > 600 ? 900 : 844 },
    colorScheme: scheme,
    reducedMotion: 'reduce',
  })
  return context.newPage()
}

/** Keeps what the window shows as `<name>-<scheme>-<width>.webp`: a fifth of what the same picture takes as PNG. */
export async function shoot(page: Page, name: string, { scheme, width }: Look): Promise<void> {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide' })
  const webp = await asWebp(page, png)
  writeFileSync(join(FOLDER, `${name}-${scheme}-${width}.webp`), webp)
}

// In a page of its own: the console's policy lets no page load what is made up.
async function asWebp(page: Page, png: Buffer): Promise<Buffer> {
  const dark = await page.context().newPage()
  const encoded = await dark.evaluate(async (data) => {
    const image = new Image()
    image.src = `data:image/png;base64,${data}`
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = image.width
    canvas.height = image.height
    canvas.getContext('2d')?.drawImage(image, 0, 0)
    return canvas.toDataURL('image/webp', 0.8)
  }, png.toString('base64'))
  await dark.close()
  return Buffer.from(encoded.slice(encoded.indexOf(',') + 1), 'base64')
}

/** An index of all pictures, one table row for each page. */
export function writeIndex(): void {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.webp'))
  const names = [...new Set(files.map((file) => file.replace(/-(light|dark)-\d+\.webp$/, '')))].toSorted()
  const columns = LOOKS.map(({ scheme, width }) => `${scheme}-${width}`)
  const cell = (name: string, column: string) => {
    const file = `${name}-${column}.webp`
    return files.includes(file) ? `[${column}](${file})` : ''
  }
  const rows = names.map((name) => `| ${name} | ${columns.map((column) => cell(name, column)).join(' | ')} |`)
  const head = `| Page and state | ${columns.join(' | ')} |\n| --- | ${columns.map(() => '---').join(' | ')} |`
  const text = `# Every page and state\n\nTaken by \`npm run screenshots\` from a demo and from an installation without anything in it.\n\n${head}\n${rows.join('\n')}\n`
  writeFileSync(join(FOLDER, 'README.md'), text)
}
