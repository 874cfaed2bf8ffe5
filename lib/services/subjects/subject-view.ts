import type { SubjectType } from '@/lib/core/credential'
import type { SubjectRow } from '../upsert-subject'

/** A subject as an application learns of it. */
export interface SubjectView {
  readonly id: string
  readonly externalId: string
  readonly type: SubjectType
  readonly name: string | null
  readonly email: string | null
  readonly disabled: boolean
}

/** A subject as the data plane answers it. */
export function viewSubject({ id, externalId, type, name, email }: SubjectRow, disabled: boolean): SubjectView {
  return { id, externalId, type, name, email, disabled }
}
