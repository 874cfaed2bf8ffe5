/** What stored rows must keep among themselves, and the query that finds those which do not. */
export interface Rule {
  readonly name: string
  /** Selects `id` and `why` of every row that breaks it, in one statement: other processes may be writing meanwhile. */
  readonly broken: string
}

/** Rules no constraint can hold, because each speaks of two tables. */
export const RULES: readonly Rule[] = [
  {
    name: 'every credential is live or ended, and never both',
    broken: `
      select c.id, case when l.credential_id is null then 'is neither live nor ended' else 'is both live and ended' end as why
        from credential c
        left join credential_live l on l.credential_id = c.id
        left join credential_end e on e.credential_id = c.id
       where (l.credential_id is null) = (e.credential_id is null)`,
  },
  {
    name: 'live rows repeat what was issued, or what a key became since',
    broken: copies('credential_live', {
      ...ofCredential('environment', 'kind', 'application_id', 'subject_id', 'family_id', 'generation', 'selector'),
      ...sinceChanged('scopes', 'tags', 'allowed_addresses'),
      ...ofCredential('issued_at', 'not_before', 'expires_at', 'created_ip'),
      signed_in_at: 'f.signed_in_at',
    }),
  },
  {
    name: 'endings repeat what was issued',
    broken: copies('credential_end', {
      ...ofCredential('kind', 'application_id', 'subject_id'),
      ...sinceChanged('tags', 'allowed_addresses'),
      signed_in_at: 'f.signed_in_at',
    }),
  },
  {
    name: 'families know their newest generation, and lack none',
    broken: `
      select f.id, case when g.newest is null then 'has no credential'
                        when g.newest <> f.current_generation then format('is at generation %s, its newest is %s', f.current_generation, g.newest)
                        else 'lacks a generation' end as why
        from family f
        left join (select family_id, max(generation) as newest, min(generation) as oldest, count(*) as members
                     from credential group by family_id) g on g.family_id = f.id
       where g.newest is distinct from f.current_generation or g.members <> g.newest - g.oldest + 1`,
  },
  {
    name: 'every generation follows the one before it',
    broken: `
      select c.id, 'does not follow its predecessor' as why
        from credential c left join credential p on p.id = c.predecessor_id
       where (c.generation = 1) <> (c.predecessor_id is null) or p.family_id <> c.family_id or p.generation <> c.generation - 1`,
  },
  {
    name: 'what was rotated has a successor, and only that',
    broken: `
      select l.credential_id as id, case when l.successor_id is null then 'was rotated and has no end of its overlap'
                                         else 'has a successor and was not rotated' end as why
        from credential_live l join family f on f.id = l.family_id
       where (l.successor_id is null) <> (l.generation >= f.current_generation)`,
  },
  {
    name: 'live rows repeat the open suspension',
    broken: `
      select l.credential_id as id, case when l.suspended_from is null then 'is not locked by its open suspension'
                                         else 'is locked by no suspension' end as why
        from credential_live l
       where case when l.suspended_from is null
                  then exists (select from suspension s where s.credential_id = l.credential_id and (s.until_at is null or s.until_at > assay_now()))
                  else not exists (select from suspension s where s.credential_id = l.credential_id
                                      and s.from_at = l.suspended_from and s.until_at is not distinct from l.suspended_until) end`,
  },
  {
    // The sealer looks back an hour from the last entry it sealed; whatever is older came past every verb.
    name: 'no entry stands outside the chain',
    broken: `
      select a.id, 'was slipped in behind the end of the chain' as why
        from audit_entry a left join audit_seal s on s.entry_id = a.id
       where s.entry_id is null
         and a.at < (select e.at from audit_seal h join audit_entry e on e.id = h.entry_id order by h.position desc limit 1) - interval '1 hour'`,
  },
  {
    name: 'keys that tokens were made with are registered',
    broken: `
      select c.id, format('was issued with key %s, which is not registered', c.issuer_key_id) as why
        from credential c where not exists (select from issuer_key k where k.id = c.issuer_key_id)
      union all
      select d.credential_id, format('was stored with pepper %s, which is not registered', d.pepper_version)
        from (select credential_id, pepper_version from credential_live union all select credential_id, pepper_version from credential_end) d
       where not exists (select from pepper p where p.version = d.pepper_version)`,
  },
]

function ofCredential(...columns: readonly string[]): Record<string, string> {
  return Object.fromEntries(columns.map((column) => [column, `c.${column}`]))
}

/** Only keys change; what others were issued with stays. */
function sinceChanged(...columns: readonly string[]): Record<string, string> {
  const latest = (column: string) =>
    `(select k.${column} from key_change k where k.credential_id = c.id order by k.version desc limit 1)`
  return Object.fromEntries(
    columns.map((column) => [
      column,
      `case c.kind when 'api_key' then coalesce(${latest(column)}, c.${column}) else c.${column} end`,
    ]),
  )
}

/** Rows of `table` whose columns are not what they were copied from, naming the columns. */
function copies(table: string, sources: Readonly<Record<string, string>>): string {
  const differing = Object.entries(sources).map(([column, source]) => `copy.${column} is distinct from ${source}`)
  const named = Object.keys(sources).map((column, index) => `case when ${differing[index]} then '${column}' end`)
  return `
      select c.id, 'differs in ' || concat_ws(', ', ${named.join(', ')}) as why
        from ${table} copy join credential c on c.id = copy.credential_id join family f on f.id = c.family_id
       where ${differing.join(' or ')}`
}
