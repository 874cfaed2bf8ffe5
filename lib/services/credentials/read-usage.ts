import { z } from 'zod'
import { DAY, HOUR, type Instant } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import { notFound } from '../errors'
import { Id } from '../input-parts'
import { readCredential } from '../judge/read-records'
import { veiled, veilOf } from '../masking'
import { query } from '../query'
import { type HourUses, readHours, readShares, type Share } from '../uses-by'

/** Accepted uses of one credential, as far back as they are kept. */
export interface Usage {
  /** Each hour with a use, oldest first. */
  readonly hours: readonly HourUses[]
  /** The most frequent first, at most twenty; exact, but for hours in which it came after twenty others. */
  readonly addresses: readonly Share[]
  readonly scopes: readonly Share[]
  readonly total: number
  readonly from: Instant
  readonly now: Instant
}

export const USAGE_DAYS = 90

/** Reads when, from where and for what a credential was used. Errors: `not_found`. */
export const readUsage = query({
  permission: 'credentials.browse',
  input: z.strictObject({ credentialId: Id }),
  async run({ db, actor, reach, now, input, services }): Promise<Usage> {
    const config = await services.config.current()
    const stored = await readCredential(db, config, input.credentialId)
    if (stored === null || !reaches(reach, stored.record.applicationId)) throw notFound('credential')
    const from = now - (now % HOUR) - USAGE_DAYS * DAY
    const veil = await veilOf(db, actor, now)
    const hours = await readHours(db, input.credentialId, from)
    return {
      hours,
      addresses: veiled(veil, stored.record, await readShares(db, input.credentialId, 'address', from)),
      scopes: await readShares(db, input.credentialId, 'scope', from),
      total: hours.reduce((sum, { count }) => sum + count, 0),
      from,
      now,
    }
  },
})
