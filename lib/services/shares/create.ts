import { createHash } from 'node:crypto'
import { z } from 'zod'
import { shareLink } from '@/db/schema/share-link'
import { entry } from '@/lib/audit/entry'
import type { Instant } from '@/lib/core/instant'
import { newId } from '@/lib/crypto/id'
import { randomBase62 } from '@/lib/crypto/token'
import { command, type WriteArguments } from '../command'
import { actorRow } from '../context'
import { explainCredential } from '../explain-credential'
import { explainRequest } from '../explain-request'
import type { Explanation } from '../explanation'
import { freezeExplanation } from '../freeze-explanation'
import { maskExplanation } from '../mask-explanation'
import { OPEN } from '../masking'
import { SHARE_LIFE_MILLISECONDS, SHARE_LIVES, SharedOf, shareKey } from './schemas'

/** 43 base62 characters carry 256 bits. */
const TOKEN_LENGTH = 43

const CreateShareInput = z.strictObject({ of: SharedOf, life: z.enum(SHARE_LIVES, 'Choose how long the link lives.') })

type Arguments = WriteArguments<z.output<typeof CreateShareInput>>

/** A link that was made. The token is shown once: only its digest is stored. */
export interface CreatedShare {
  readonly id: string
  readonly token: string
  readonly expiresAt: Instant
}

/**
 * Makes a link under which an explanation can be read without signing in, as it stands now and masked, until it expires or is
 * revoked. Errors: `not_found`, also for what is out of reach.
 */
export const createShare = command({
  permission: 'explanations.share',
  input: CreateShareInput,
  async run(args: Arguments) {
    const { tx, input, now, actor } = args
    const explanation = await explained(args)
    const applicationId = explanation.credential?.application.id ?? explanation.recorded?.applicationId ?? null
    const subjectId = explanation.credential?.subject.id ?? null
    const token = randomBase62(TOKEN_LENGTH)
    const id = newId(now)
    const key = shareKey(input.of)
    const expiresAt = now + SHARE_LIFE_MILLISECONDS[input.life]
    await tx.insert(shareLink).values({
      ...{ id, digest: shareDigest(token), key, applicationId, createdAt: now, expiresAt },
      frozen: maskExplanation(freezeExplanation(explanation, now)),
      ...actorRow(actor),
    })
    const target = { targetType: 'share_link', targetId: id, applicationId, subjectId } as const
    return {
      result: { id, token, expiresAt } satisfies CreatedShare,
      entries: [entry('explanation.shared', target, { key, expiresAt })],
    }
  },
})

async function explained(args: Arguments): Promise<Explanation> {
  const config = await args.services.config.within(args.tx)
  const { of } = args.input
  const seen = { ...args, veil: OPEN }
  if (of.by === 'request') return explainRequest(seen, config, of.requestId)
  return explainCredential(seen, config, of.credentialId, of.at)
}

/** What is kept of a token. */
export function shareDigest(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
