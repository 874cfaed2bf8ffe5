import { eq } from 'drizzle-orm'
import type { z } from 'zod'
import { credential } from '@/db/schema/credential'
import { entry } from '@/lib/audit/entry'
import { NO_EXPECTATION } from '@/lib/core/facts'
import { reaches } from '@/lib/core/permissions'
import { command, type WriteArguments } from '../command'
import type { Config } from '../config-cache'
import { explainCredential } from '../explain-credential'
import { explainRequest } from '../explain-request'
import { type Explanation, matched, unmatched } from '../explanation'
import { judgeStored, judgeUnread } from '../judge/judge'
import { type Presentation, presentParts } from '../judge/present'
import { readCredentials } from '../judge/read-records'
import { type Veil, veilOf } from '../masking'
import { ExplainInput } from './schemas'

type Arguments = WriteArguments<z.output<typeof ExplainInput>>
type Seen = Arguments & { readonly veil: Veil }

/** Explains a token, a credential at any instant, or one refused request. Observing is not using: nothing is counted; the read is entered. */
export const explain = command({
  permission: 'tokens.explain',
  input: ExplainInput,
  async run(args: Arguments) {
    const config = await args.services.config.within(args.tx)
    const veil = await veilOf(args.tx, args.actor, args.now)
    const found = await explainBy({ ...args, veil }, config)
    const target = {
      targetType: 'credential',
      targetId: found.credential?.id ?? null,
      subjectId: found.credential?.subject.id ?? null,
    } as const
    const detail = {
      by: args.input.by,
      credentialId: found.credential?.id ?? null,
      reason: found.verdict.reason,
      at: found.verdict.judgedAt === args.now ? null : found.verdict.judgedAt,
    }
    return { result: found, entries: [entry('token.explained', target, detail)] }
  },
})

function explainBy(args: Seen, config: Config): Promise<Explanation> {
  const { input } = args
  switch (input.by) {
    case 'token':
      return explainToken(args, config, input.token)
    case 'credential':
      return explainCredential(args, config, input.credentialId, input.at ?? args.now)
    case 'request':
      return explainRequest(args, config, input.requestId)
  }
}

type Described = Extract<Arguments['input'], { by: 'token' }>['token']

async function explainToken(args: Seen, config: Config, token: Described): Promise<Explanation> {
  const { services, now } = args
  const presentation = presentDescribed(args, token)
  const snapshot = { now, config }
  const unread = judgeUnread(snapshot, presentation, NO_EXPECTATION)
  if (unread !== null) return unmatched(unread.verdict, now)
  const [found] = await readCredentials(args.tx, config, eq(credential.selector, presentation.head?.selector ?? ''))
  // Out of reach reads as never recorded, which is what it is to who asks.
  const stored = found !== undefined && reaches(args.reach, found.record.applicationId) ? found : undefined
  const judged = judgeStored(services.keyring, snapshot, presentation, stored ?? null, NO_EXPECTATION)
  if (judged.record === null || stored === undefined) return unmatched(judged.verdict, now)
  return matched(args, config, stored, judged.verdict, null)
}

function presentDescribed({ services }: Arguments, token: Described): Presentation {
  if (token.shape !== 'well_formed') return { shape: token, head: null, secretDigest: null, tag: 'not_checked' }
  const { secretDigestHex, ...shape } = token
  return presentParts(services.keyring, shape, Buffer.from(secretDigestHex, 'hex'))
}
