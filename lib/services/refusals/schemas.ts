import { z } from 'zod'
import { KINDS } from '@/lib/core/credential'
import { REASONS } from '@/lib/core/reasons'
import { WithinSeconds } from '../input-parts'

/** Filters of the refusal list; all combine. */
export const ListRefusalsInput = z.strictObject({
  reasons: z.array(z.enum(REASONS)).default([]),
  applicationIds: z.array(z.uuid()).default([]),
  kinds: z.array(z.enum(KINDS)).default([]),
  credentialId: z.uuid().optional(),
  subjectId: z.uuid().optional(),
  /** An address or a network, as reported for the end user. */
  network: z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]).optional(),
  withinSeconds: WithinSeconds.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
