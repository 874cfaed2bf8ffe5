import { expect, test } from 'vitest'
import type { ExportRow } from './rows'
import type { ExportPage } from './tables'
import { writeRows } from './write-rows'

function pagesOf(...pages: ExportRow[][]) {
  const asked: (string | null)[] = []
  const read = async (cursor: string | null): Promise<ExportPage> => {
    asked.push(cursor)
    const index = Number(cursor ?? 0)
    return { rows: pages[index] ?? [], nextCursor: index + 1 < pages.length ? String(index + 1) : null }
  }
  return { asked, read }
}

async function text(format: 'csv' | 'jsonl', ...pages: ExportRow[][]): Promise<string> {
  const parts: string[] = []
  for await (const part of writeRows(format, pagesOf(...pages).read)) parts.push(part)
  return parts.join('')
}

const row = (name: string): ExportRow => ({ name, scopes: ['a', 'b'], issued_at: 0, ends_at: null, use_count: 2 })

test('every page follows the last, with one header', async () => {
  expect(await text('csv', [row('Ines')], [row('Tomás'), row('Yuki')])).toBe(
    '\ufeffname,scopes,issued_at,ends_at,use_count\r\n' +
      ['Ines', 'Tomás', 'Yuki'].map((name) => `${name},a b,1970-01-01T00:00:00.000Z,,2\r\n`).join(''),
  )
})

test('a line of JSON keeps lists and nothings as they are', async () => {
  const lines = (await text('jsonl', [row('Ines')], [row('Yuki')])).trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toEqual(
    ['Ines', 'Yuki'].map((name) => ({
      name,
      scopes: ['a', 'b'],
      issued_at: '1970-01-01T00:00:00.000Z',
      ends_at: null,
      use_count: 2,
    })),
  )
})

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1'])(
  'a spreadsheet does not take %j for a formula',
  async (name) => {
    const file = await text('csv', [row(name)])
    expect(file.replaceAll('"', '')).toContain(`\r\n'${name}`)
  },
)

test('commas, quotes and line breaks stay within their cell (RFC 4180)', async () => {
  expect(await text('csv', [{ note: 'a, "b"\nc', next: 1 }])).toBe('\ufeffnote,next\r\n"a, ""b""\nc",1\r\n')
})

test('what has parts is an object in a line of JSON and its text in a sheet', async () => {
  const detail = { before: { name: 'a, b' }, after: null }
  expect(JSON.parse(await text('jsonl', [{ detail }]))).toEqual({ detail })
  expect(await text('csv', [{ detail }])).toBe('\ufeffdetail\r\n"{""before"":{""name"":""a, b""},""after"":null}"\r\n')
})

test('a list cell is no formula either', async () => {
  expect(await text('csv', [{ owners: ['=1+1', 'Ada'] }])).toBe("\ufeffowners\r\n'=1+1 Ada\r\n")
})

test('a page is read only when the one before it was taken', async () => {
  const { asked, read } = pagesOf([row('a')], [row('b')], [row('c')])
  const writing = writeRows('jsonl', read)
  await writing.next()
  expect(asked).toEqual([null])
  await writing.return(undefined)
  expect(asked).toEqual([null])
})

test('a list without rows is an empty file, not an error', async () => {
  expect(await text('jsonl', [])).toBe('')
})
