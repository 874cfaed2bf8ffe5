import { z } from 'zod'
import { reaches } from '@/lib/core/permissions'
import { type CredentialSummary, summarize } from '../credential-summary'
import { notFound } from '../errors'
import { Id } from '../input-parts'
import { readCredential } from '../judge/read-records'
import { query } from '../query'

/** One credential, dead or alive, as its application learns of it. Errors: `not_found`. */
export const readOwnCredential = query({
  permission: 'credentials.read',
  input: z.strictObject({ credentialId: Id }),
  async run({ db, now, reach, input, services }): Promise<CredentialSummary> {
    const config = await services.config.current()
    const stored = await readCredential(db, config, input.credentialId)
    if (stored === null || !reaches(reach, stored.record.applicationId)) throw notFound('credential')
    return summarize(stored, config, now)
  },
})
