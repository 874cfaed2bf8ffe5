import { evaluate } from '@/lib/core/evaluate'
import type { Instant } from '@/lib/core/instant'
import { reaches } from '@/lib/core/permissions'
import type { WriteArguments } from './command'
import type { Config } from './config-cache'
import { notFound } from './errors'
import { type Explanation, factsOf, matched } from './explanation'
import { readCredential } from './judge/read-records'
import { readUses } from './judge/read-uses'
import type { Veil } from './masking'

/** Explains a credential, by its id alone, as it stood at `at`. Errors: `not_found`, also for one out of reach. */
export async function explainCredential(
  args: Pick<WriteArguments<unknown>, 'tx' | 'now' | 'reach'> & { readonly veil: Veil },
  config: Config,
  credentialId: string,
  at: Instant,
): Promise<Explanation> {
  const stored = await readCredential(args.tx, config, credentialId)
  if (stored === null || !reaches(args.reach, stored.record.applicationId)) throw notFound('credential')
  const uses = await readUses(args.tx, credentialId)
  return matched(args, config, stored, evaluate(factsOf(stored, config, uses, at), at), null)
}
