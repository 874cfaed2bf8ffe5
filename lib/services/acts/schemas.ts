import { z } from 'zod'
import { ACT_VERBS, ITEM_OUTCOMES } from '@/lib/core/act'
import { STATABLE_CAUSES } from '@/lib/core/credential'
import { credentialFilter } from '../credential-filter'
import { Id, InstantInput, Network, Note } from '../input-parts'

/** More than an act keeps item by item (measured: freezing so many takes under a second). */
export const ITEMS_MAX = 100_000
export const SELECTION_MAX = 500

const Ids = z.array(Id).max(SELECTION_MAX)

/** What an act is to be done to. */
export const ActScope = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('selection'), credentialIds: Ids.min(1) }),
  /** Everything live that a list's filter matches. */
  z.strictObject({ type: z.literal('filter'), filter: z.strictObject(credentialFilter) }),
  /** Everything of a person or service, in one application or in all within reach. */
  z.strictObject({ type: z.literal('subject'), subjectId: Id, applicationId: Id.optional() }),
  z.strictObject({ type: z.literal('application'), applicationId: Id }),
  /** Everything issued to, or last used from, an address or network. */
  z.strictObject({
    type: z.literal('address'),
    network: Network,
    by: z.enum(['either', 'used', 'issued']).default('either'),
  }),
  /** Everything of a person who leaves, with their operator's account and the keys they leave behind that are to end, too. */
  z.strictObject({
    type: z.literal('leaving'),
    subjectId: Id,
    alsoSubjectIds: z.array(Id).max(5).default([]),
    alsoEndIds: Ids.default([]),
  }),
  /** What another act was done to: to end or resume what it suspended. */
  z.strictObject({ type: z.literal('act'), actId: Id }),
])
export type ActScope = z.output<typeof ActScope>

export const PreviewActInput = z.strictObject({ verb: z.enum(ACT_VERBS), scope: ActScope })

export const RunActInput = z.strictObject({
  actId: Id,
  /** Required to end. */
  cause: z.enum(STATABLE_CAUSES).nullish(),
  note: Note,
  /** For suspending: when it resumes by itself; left out, it waits to be resumed. */
  until: InstantInput.nullish(),
  includeOwnSession: z.boolean().default(false),
  /** What was typed to confirm, where typing is asked for. */
  confirmation: z.string().max(200).nullish(),
})

export const ActIdInput = z.strictObject({ actId: Id })

export const ListActsInput = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: z.number().int().min(1).max(100).default(50),
})

export const ListActItemsInput = z.strictObject({
  actId: Id,
  /** `waiting`: not reached yet, or never, by an act that was stopped. */
  outcome: z.enum([...ITEM_OUTCOMES, 'waiting']).optional(),
  cursor: Id.optional(),
  limit: z.number().int().min(1).max(200).default(50),
})
