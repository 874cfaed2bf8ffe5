import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { projectRoot } from '@/lib/root'
import { migrate } from './migrate'
import { emptyDatabase } from './testing'

const { url } = await emptyDatabase()
const folder = mkdtempSync(join(tmpdir(), 'assay-migrations-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an installation from before keeps its operators: who administered owns, who supported supports', async () => {
  cpSync(join(projectRoot(), 'db', 'migrations'), folder, { recursive: true })
  const journalFile = join(folder, 'meta', '_journal.json')
  const journal: { entries: { tag: string }[] } = JSON.parse(readFileSync(journalFile, 'utf8'))
  const until = journal.entries.findIndex(({ tag }) => tag.endsWith('_role_bindings'))
  const before = { ...journal, entries: journal.entries.slice(0, until) }
  writeFileSync(journalFile, JSON.stringify(before))
  await migrate(url, { folder, grants: { tables: {}, functions: {} } })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(OPERATORS)
  await migrate(url)
  const { rows } = await client.query(
    `select name, role, application_id, given_at = created_at as since_then
       from role_binding join operator on operator.id = operator_id order by name`,
  )
  await client.end()
  expect(rows).toEqual([
    { name: 'Dana', role: 'owner', application_id: null, since_then: true },
    { name: 'Sam', role: 'support', application_id: null, since_then: true },
  ])
})

const OPERATORS = `
  with made as (
    insert into subject (id, environment, directory, external_id, type, created_at, updated_at)
    select gen_random_uuid(), 'live', 'operators', name, 'person', now(), now() from (values ('Dana'), ('Sam')) as who (name)
    returning id, external_id)
  insert into operator (id, subject_id, email, name, password_hash, role, created_at)
  select gen_random_uuid(), id, external_id || '@example.org', external_id, 'none',
         case external_id when 'Dana' then 'administrator' else 'support' end, now() from made`
