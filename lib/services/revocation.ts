import { entry } from '@/lib/audit/entry'
import type { Cause } from '@/lib/core/credential'
import type { State } from '@/lib/core/lifecycle'
import type { EndingDraft } from './end-credentials'
import type { StoredCredential } from './judge/read-records'

/** An ending on purpose. */
export type Revocation = EndingDraft & { readonly reason: 'revoked'; readonly cause: Cause }

/** The entry of one credential ended on purpose, with the state it had until then. */
export function revokedEntry({ record }: StoredCredential, { cause, note, endedAt }: Revocation, before: State) {
  const { id, kind, applicationId, subjectId } = record
  const target = { targetType: 'credential', targetId: id, applicationId, subjectId } as const
  return entry('credential.revoked', target, { cause, note, endedAt, kind, before: { state: before } })
}
