import { readFileSync } from 'node:fs'
import { createPool } from '@/db/client'
import { expect, test } from '../world/fixtures'
import { digestOf, secretWritings, standingIn, writings } from '../world/needles'
import { readTokens } from '../world/tokens'

// Files run in the order of their names: this one looks at what all the others left behind.
test('no secret and no digest of any token of this run stands in a copy of any table or in any log', async ({
  world,
}) => {
  const tokens = [...readTokens(), world.serviceKey]
  expect(tokens.length).toBeGreaterThan(4)
  const needles = tokens.flatMap((token) => [...secretWritings(token), ...writings(digestOf(token))])
  const copies = await copyOfEveryTable(world.databaseUrl)
  expect(copies.length).toBeGreaterThan(20)
  for (const { table, text } of copies) expect(standingIn(text, needles), table).toEqual([])
  expect(standingIn(readFileSync(world.logFile, 'utf8'), needles), 'log').toEqual([])
})

test('a search like this one finds what is there', async ({ world }) => {
  const copies = await copyOfEveryTable(world.databaseUrl)
  const mail = world.operators.administrator.email
  expect(copies.some(({ text }) => text.includes(mail))).toBe(true)
  const digest = digestOf(world.serviceKey)
  expect(standingIn(JSON.stringify({ d: digest.toString('base64') }), writings(digest))).not.toEqual([])
})

async function copyOfEveryTable(databaseUrl: string): Promise<{ table: string; text: string }[]> {
  const pool = createPool({ url: databaseUrl, max: 1, applicationName: 'assay e2e' })
  try {
    const { rows } = await pool.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema')`,
    )
    const copies: { table: string; text: string }[] = []
    for (const { name } of rows) {
      const { rows: lines } = await pool.query<{ line: string }>(`select t::text as line from ${name} t`)
      copies.push({ table: name, text: lines.map(({ line }) => line).join('\n') })
    }
    return copies
  } finally {
    await pool.end()
  }
}
