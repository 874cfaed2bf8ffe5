import { sql } from 'drizzle-orm'
import { isMailAddress } from './mail-address'
import type { Reader } from './transaction'

/**
 * Whom the keys among these credentials name to be asked about them, by the key's id: where that is a mail address, and not the
 * owner's own, who is told anyway. As it is now: a key's latest change says it.
 */
export async function readContacts(db: Reader, credentialIds: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (credentialIds.length === 0) return new Map()
  const { rows } = await db.execute<{ id: string; contact: string | null }>(sql`
    select credential.id, case when change.version is null then credential.contact else change.contact end as contact
      from credential join subject on subject.id = credential.subject_id
      left join lateral (
        select version, contact from key_change where credential_id = credential.id order by version desc limit 1
      ) change on true
     where credential.id = any(${sql.param([...credentialIds])}::uuid[]) and credential.kind = 'api_key'
       and lower(case when change.version is null then credential.contact else change.contact end)
           is distinct from lower(subject.email)`)
  return new Map(rows.flatMap(({ id, contact }) => (contact !== null && isMailAddress(contact) ? [[id, contact]] : [])))
}
