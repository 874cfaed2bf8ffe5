import { desc, eq, inArray } from 'drizzle-orm'
import { auditEntry } from '@/db/schema/audit'
import { refusal, refusalRequest } from '@/db/schema/refusal'
import { subject } from '@/db/schema/subject'
import type { EvidenceType } from '@/lib/core/case'
import type { FrozenExplanation } from '@/lib/core/frozen-explanation'
import { type Reach, reaches, reachOf } from '@/lib/core/permissions'
import { formatRequestId } from '@/lib/crypto/id'
import type { WriteArguments } from '../command'
import type { Config } from '../config-cache'
import type { Actor } from '../context'
import { notFound } from '../errors'
import { explainCredential } from '../explain-credential'
import { explainRequest } from '../explain-request'
import type { Explanation } from '../explanation'
import { freezeExplanation } from '../freeze-explanation'
import { OPEN } from '../masking'
import type { Transaction } from '../transaction'
import type { EvidenceAsked } from './schemas'

type Arguments = Pick<WriteArguments<unknown>, 'tx' | 'now' | 'reach' | 'actor'>

/** Evidence as it is stored, with what it says of whose the case is. */
export interface Gathered {
  readonly type: EvidenceType
  readonly key: string
  readonly frozen: FrozenExplanation | null
  readonly applicationId: string | null
  readonly subjectId: string | null
}

/**
 * Reads what is to be joined, and freezes what would change or be purged. It is stored unmasked: whoever reads the case is shown
 * what they may see then. Errors: `not_found`, also for what is out of reach.
 */
export async function gather(args: Arguments, config: Config, asked: EvidenceAsked): Promise<Gathered> {
  switch (asked.type) {
    case 'explanation':
      return asked.of.by === 'request'
        ? gatherRequest(args, config, { type: 'explanation', key: asked.of.requestId, requestId: asked.of.requestId })
        : gatherCredential(args, config, { type: 'explanation', ...asked.of })
    case 'refusal':
      return gatherRefusal(args, config, asked.refusalId)
    case 'credential':
      return gatherCredential(args, config, asked)
    case 'audit_entry':
      return gatherEntry(args, asked.entryId)
  }
}

/**
 * Whose the evidence says a case of this application is: the first that the application knows. What is presented there may belong
 * to another team, whose people are none of its business. A case of no application is read by those alone who see everybody.
 */
export async function knownAt(
  tx: Transaction,
  config: Config,
  applicationId: string | null,
  evidence: readonly Gathered[],
): Promise<string | null> {
  const named = evidence.flatMap(({ subjectId }) => subjectId ?? [])
  if (named.length === 0 || applicationId === null) return named[0] ?? null
  const home = config.applications.get(applicationId)
  const { id, environment, directory } = subject
  const people = await tx.select({ id, environment, directory }).from(subject).where(inArray(id, named))
  const known = people.filter((each) => each.environment === home?.environment && each.directory === home.directory)
  return named.find((subjectId) => known.some((each) => each.id === subjectId)) ?? null
}

type OfRequest = { readonly type: EvidenceType; readonly key: string; readonly requestId: string }

async function gatherRequest(args: Arguments, config: Config, { type, key, requestId }: OfRequest): Promise<Gathered> {
  return frozenOf(args, { type, key, explanation: await explainRequest({ ...args, veil: OPEN }, config, requestId) })
}

/** A refusal counts many presentations: its latest is told. */
async function gatherRefusal(args: Arguments, config: Config, refusalId: string): Promise<Gathered> {
  const [latest] = await args.tx
    .select({ requestId: refusalRequest.requestId })
    .from(refusalRequest)
    .innerJoin(refusal, eq(refusal.id, refusalRequest.refusalId))
    .where(eq(refusalRequest.refusalId, refusalId))
    .orderBy(desc(refusalRequest.judgedAt))
    .limit(1)
  if (latest === undefined) throw notFound('refusal')
  return gatherRequest(args, config, { type: 'refusal', key: refusalId, requestId: formatRequestId(latest.requestId) })
}

type OfCredential = { readonly type: EvidenceType; readonly credentialId: string; readonly at?: number | undefined }

async function gatherCredential(args: Arguments, config: Config, asked: OfCredential): Promise<Gathered> {
  const explanation = await explainCredential({ ...args, veil: OPEN }, config, asked.credentialId, asked.at ?? args.now)
  const key = asked.at === undefined ? asked.credentialId : `${asked.credentialId}@${new Date(asked.at).toISOString()}`
  return frozenOf(args, { type: asked.type, key, explanation })
}

type Told = { readonly type: EvidenceType; readonly key: string; readonly explanation: Explanation }

function frozenOf({ now }: Arguments, { type, key, explanation }: Told): Gathered {
  const { credential, recorded } = explanation
  return {
    type,
    key,
    frozen: freezeExplanation(explanation, now),
    // Where it was refused is who is asked about it, whoever issued what was presented there.
    applicationId: recorded?.applicationId ?? credential?.application.id ?? null,
    subjectId: credential?.subject.id ?? recorded?.subjectId ?? null,
  }
}

/** An entry is joined by whoever may read it: a case is no way around `audit.read`. */
async function gatherEntry({ tx, actor }: Arguments, entryId: string): Promise<Gathered> {
  const [found] = await tx.select().from(auditEntry).where(eq(auditEntry.id, entryId))
  if (found === undefined || !reaches(auditReach(actor), found.applicationId)) throw notFound('audit entry')
  const { applicationId, subjectId } = found
  return { type: 'audit_entry', key: entryId, frozen: null, applicationId, subjectId }
}

function auditReach(actor: Actor): Reach {
  return actor.type === 'operator' ? reachOf(actor.bindings, 'audit.read') : { all: false, applicationIds: [] }
}
