import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { projectRoot } from './root'

/** Requirements of level 1 and 2 by chapter and section, as ASVS 5.0 numbers them, with 3.4.3, 7.5.3 and 8.3.2 of level 3. */
const REQUIRED: Readonly<Record<string, readonly number[]>> = {
  '3.2': [1, 2],
  '3.3': [1, 2, 3, 4],
  '3.4': [1, 2, 3, 4, 5, 6],
  '3.5': [1, 2, 3, 4, 5],
  '3.7': [1, 2],
  '6.1': [1, 2, 3],
  '6.2': [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
  '6.3': [1, 2, 3, 4],
  '6.4': [1, 2, 3, 4],
  '6.5': [1, 2, 3, 4, 5],
  '6.6': [1, 2, 3],
  '6.8': [1, 2, 3, 4],
  '7.1': [1, 2, 3],
  '7.2': [1, 2, 3, 4],
  '7.3': [1, 2],
  '7.4': [1, 2, 3, 4, 5],
  '7.5': [1, 2, 3],
  '7.6': [1, 2],
  '8.1': [1, 2],
  '8.2': [1, 2, 3],
  '8.3': [1, 2],
  '8.4': [1],
  '16.1': [1],
  '16.2': [1, 2, 3, 4, 5],
  '16.3': [1, 2, 3, 4],
  '16.4': [1, 2, 3],
  '16.5': [1, 2, 3],
}

const text = (path: string) => readFileSync(join(projectRoot(), path), 'utf8')
const document = text('docs/asvs.md')
const lines = [...document.matchAll(/^- \*\*([\d.]+)\*\* \(level \d\) (.+)$/gm)].map(([, id = '', rest = '']) => ({
  id,
  rest,
}))

/** A title as its file writes it: within quotes a quote is escaped, and what is typographic here is so there. */
function holds(path: string, title: string): boolean {
  const inside = text(path)
  return inside.includes(title) || inside.includes(title.replaceAll("'", "\\'"))
}

test('every requirement has its line, once', () => {
  const required = Object.entries(REQUIRED).flatMap(([section, numbers]) =>
    numbers.map((number) => `${section}.${number}`),
  )
  expect(lines.map(({ id }) => id)).toEqual(required)
})

test('what is open is named at the top', () => {
  const open = lines.filter(({ rest }) => rest.includes('Open: ')).map(({ id }) => id)
  expect(document).toContain(`**Open, in whole or in part:** ${open.join(', ') || 'nothing'}.`)
})

describe('a line', () => {
  test.each(lines)('$id names a proof, a document, a reason, or what is open', ({ rest }) => {
    expect(rest).toMatch(/`[^`]+` “|Does not apply: |Open: /)
  })

  test.each(lines.filter(({ rest }) => rest.includes('` “')))(
    '$id names files and titles that are there',
    ({ rest }) => {
      const named = [...rest.matchAll(/(Document: )?`([^`]+)` “(.+?)”(?=[;.]|$)/g)]
      expect(named.length).toBeGreaterThan(0)
      for (const [, isDocument, path = '', title = ''] of named) {
        expect(existsSync(join(projectRoot(), path)), path).toBe(true)
        const found = isDocument ? text(path).includes(`\n## ${title}\n`) : holds(path, title)
        expect(found, `${path}: ${title}`).toBe(true)
      }
    },
  )
})
