import { z } from 'zod'
import { Id, InstantInput, line, WithinSeconds } from '../input-parts'

/** Filters of the audit; all combine. Absent means: not filtered. */
export const ListAuditInput = z.strictObject({
  /** Operators and applications by id, `system` for Assay itself. */
  actors: z
    .array(z.union([Id, z.literal('system')]))
    .max(100)
    .default([]),
  actions: z
    .array(z.string().regex(/^[a-z_]+\.[a-z_]+$/))
    .max(100)
    .default([]),
  applicationIds: z.array(Id).max(100).default([]),
  /** What it was done to: a credential, a person, an application, a policy or an operator. */
  targetId: Id.optional(),
  subjectId: Id.optional(),
  /** Beginning of the name, mail address or external id of whom it concerns. */
  person: line(200).optional(),
  /** The entries of one act. */
  correlationId: Id.optional(),
  /** An address or a network the request came from. */
  network: z.union([z.cidrv4(), z.cidrv6(), z.ipv4(), z.ipv6()]).optional(),
  withinSeconds: WithinSeconds.optional(),
  from: InstantInput.optional(),
  to: InstantInput.optional(),
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(200).default(50),
})

export const ReadActInput = z.strictObject({ entryId: Id })
