import type { Context } from '@/lib/services/context'
import { ServiceError } from '@/lib/services/errors'
import type { Explanation } from '@/lib/services/explanation'
import { explain } from '@/lib/services/tokens/explain'
import { explainMoment } from '@/lib/services/tokens/explain-moment'
import { explainSource } from '@/lib/services/tokens/explain-source'
import type { MomentExplanation } from '@/lib/services/tokens/moment'
import type { SourceExplanation } from '@/lib/services/tokens/source'
import type { loadExplainParams } from './search-params'

type Params = Awaited<ReturnType<typeof loadExplainParams>>

/** What a URL of this page asks. */
export type Asked =
  | { readonly by: 'request'; readonly requestId: string }
  | { readonly by: 'credential'; readonly credentialId: string; readonly at?: number }
  | { readonly by: 'person'; readonly subjectId: string; readonly at: number | null; readonly withinMinutes?: number }
  | { readonly by: 'source'; readonly address: string; readonly at: number | null; readonly withinMinutes?: number }

export type Found =
  | { readonly type: 'explanation'; readonly explanation: Explanation }
  | { readonly type: 'moment'; readonly moment: MomentExplanation }
  | { readonly type: 'source'; readonly source: SourceExplanation }

/** The question in the parameters; null where there is none. */
export function askedOf({ request, credential, person, from, at, within }: Params): Asked | null {
  const around = { at: at?.getTime() ?? null, ...(within === null ? {} : { withinMinutes: within }) }
  if (request !== null) return { by: 'request', requestId: request }
  if (credential !== null) return { by: 'credential', credentialId: credential, ...(at && { at: at.getTime() }) }
  if (person !== null) return { by: 'person', subjectId: person, ...around }
  if (from !== null) return { by: 'source', address: from, ...around }
  return null
}

/** The answer; null where there is nothing, or not even the shape of a reference: the page says so instead of failing. */
export async function readAsked(context: Context, asked: Asked): Promise<Found | null> {
  try {
    return await read(context, asked)
  } catch (error) {
    if (error instanceof ServiceError && (error.code === 'not_found' || error.code === 'invalid_input')) return null
    throw error
  }
}

/** A moment that is not named is now; one that lies ahead the verb takes for now. */
const NOW = 253_402_300_799_999

async function read(context: Context, asked: Asked): Promise<Found | null> {
  switch (asked.by) {
    case 'request':
    case 'credential': {
      const told = await explain(context, asked)
      return told.ok ? { type: 'explanation', explanation: told.value } : null
    }
    case 'person': {
      const { by: _by, at, ...rest } = asked
      const told = await explainMoment(context, { ...rest, at: at ?? NOW })
      return told.ok ? { type: 'moment', moment: told.value } : null
    }
    case 'source': {
      const { by: _by, at, ...rest } = asked
      const told = await explainSource(context, { ...rest, at: at ?? NOW })
      return told.ok ? { type: 'source', source: told.value } : null
    }
  }
}
