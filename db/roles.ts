import type pg from 'pg'
import { errorCode, StartupError } from '@/lib/startup-error'
import { FUNCTION_GRANTS, type Grants, type Process, ROLES, TABLE_GRANTS } from './grants'

export interface GrantTables {
  readonly tables: Readonly<Record<string, Grants>>
  readonly functions: Readonly<Record<string, readonly Process[]>>
}

const ROLE_NAMES = Object.values(ROLES)
const PROCESSES: readonly Process[] = ['console', 'api', 'worker']

/** Creates the roles and lets the connecting role become them. Throws StartupError with the statements where it may not. */
export async function ensureRoles(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ name: string; exists: boolean; member: boolean }>(MEMBERSHIP, [ROLE_NAMES])
  const statements = rows.flatMap(({ name, exists, member }) => [
    ...(exists ? [] : [`create role ${name} nologin`]),
    ...(member ? [] : [`grant ${name} to current_user`]),
  ])
  for (const statement of statements) await createOrExplain(client, statement, statements)
}

// From 16 on, membership and the right to SET ROLE are two things. A missing role has no answer to either.
const MEMBERSHIP = `
  select name, r.oid is not null as exists,
         coalesce(pg_has_role(current_user, r.oid,
           case when current_setting('server_version_num')::int >= 160000 then 'SET' else 'MEMBER' end), false) as member
    from unnest($1::text[]) as name left join pg_roles r on r.rolname = name
   order by name`

const ALREADY_THERE = ['42710', '23505']

async function createOrExplain(client: pg.ClientBase, statement: string, all: string[]): Promise<void> {
  try {
    await client.query(statement)
  } catch (error) {
    // Roles belong to the whole server: another database's migration was faster.
    if (ALREADY_THERE.includes(errorCode(error) ?? '')) return
    if (errorCode(error) !== '42501') throw error
    const { rows } = await client.query<{ user: string }>('select quote_ident(current_user) as user')
    const script = `${all.join('; ').replaceAll('current_user', rows[0]?.user ?? 'current_user')};`
    throw new StartupError(`the database role may not create Assay's roles: have an administrator run: ${script}`, {
      cause: error,
    })
  }
}

/** Brings the rights on every table and function of `public` to exactly what the tables say. Run inside a transaction. */
export async function applyGrants(
  client: pg.ClientBase,
  grants: GrantTables = { tables: TABLE_GRANTS, functions: FUNCTION_GRANTS },
): Promise<void> {
  await client.query(`revoke all on schema public from public, ${ROLE_NAMES.join(', ')}`)
  await client.query(`grant usage on schema public to ${ROLE_NAMES.join(', ')}`)
  for (const object of await readRights(client)) {
    const wanted = wantedRights(object, grants)
    for (const grantee of ['public', ...ROLE_NAMES]) {
      const rights = wanted[grantee] ?? []
      if (sameRights(object.rights[grantee] ?? [], rights)) continue
      await client.query(`revoke all on ${object.kind} ${object.name} from ${grantee}`)
      if (rights.length > 0)
        await client.query(`grant ${rights.join(', ')} on ${object.kind} ${object.name} to ${grantee}`)
    }
  }
}

interface GrantedObject {
  readonly kind: 'table' | 'sequence' | 'function'
  /** Quoted, with argument types where it is a function. */
  readonly name: string
  /** As written in the tables of db/grants.ts. */
  readonly key: string
  readonly partition: boolean
  readonly rights: Readonly<Record<string, readonly string[]>>
}

/** Column rights count as a right of their own, so that a stray one is found and revoked with the table's. */
const RIGHTS = `
  with object as (
    select case relkind when 'S' then 'sequence' else 'table' end as kind, oid::regclass::text as name, relname as key,
           relispartition as partition, coalesce(relacl, acldefault(case relkind when 'S' then 's' else 'r' end::"char", relowner)) as acl,
           oid, 'pg_class'::regclass as catalog
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm', 'f', 'S')
    union all
    select 'table', attrelid::regclass::text, relname, relispartition, attacl, attrelid, 'pg_class'::regclass
      from pg_attribute join pg_class c on c.oid = attrelid
     where relnamespace = 'public'::regnamespace and attacl is not null
    union all
    select 'function', oid::regprocedure::text, proname, false, coalesce(proacl, acldefault('f', proowner)), oid, 'pg_proc'::regclass
      from pg_proc where pronamespace = 'public'::regnamespace and prokind in ('f', 'w')
  ), granted as (
    select o.kind, o.name, o.key, o.partition, coalesce(r.rolname, 'public') as grantee,
           array_agg(a.privilege_type order by a.privilege_type) filter (where a.privilege_type is not null) as rights
      from object o
      left join lateral aclexplode(o.acl) a on true
      left join pg_roles r on r.oid = a.grantee
     where not exists (select from pg_depend d where d.classid = o.catalog and d.objid = o.oid and d.deptype = 'e')
     group by 1, 2, 3, 4, 5
  )
  select kind, name, key, partition, jsonb_object_agg(grantee, rights) as rights
    from granted group by 1, 2, 3, 4 order by 1, 2`

async function readRights(client: pg.ClientBase): Promise<GrantedObject[]> {
  const { rows } = await client.query<GrantedObject>(RIGHTS)
  return rows
}

function wantedRights(object: GrantedObject, grants: GrantTables): Partial<Record<string, readonly string[]>> {
  // The movable clock of tests and demo, read by everybody inside assay_now().
  if (object.kind === 'table' && object.key === 'test_clock') return { public: ['SELECT'] }
  if (object.kind === 'function') {
    const processes = grants.functions[object.key] ?? []
    return Object.fromEntries(processes.map((process) => [ROLES[process], ['EXECUTE']]))
  }
  if (object.kind === 'sequence' || object.partition) return {}
  return Object.fromEntries(PROCESSES.map((process) => [ROLES[process], grants.tables[object.key]?.[process] ?? []]))
}

function sameRights(actual: readonly string[], wanted: readonly string[]): boolean {
  return actual.length === wanted.length && wanted.every((right) => actual.includes(right))
}
