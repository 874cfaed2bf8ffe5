'use server'

import { credentialSearch, listInput } from '@/app/(console)/_credential/search'
import { membersOf, serverAction } from '@/lib/actions/action'
import type { ActVerb } from '@/lib/core/act'
import type { ListedKind } from '@/lib/queries/credentials'
import { previewAct } from '@/lib/services/acts/preview'
import { runAct } from '@/lib/services/acts/run'
import { stopAct } from '@/lib/services/acts/stop'
import type { Context } from '@/lib/services/context'

type Scope = Parameters<typeof previewAct>[1]['scope']

/** Whatever a list shows: its kind, and the query part of its address. */
interface MatchingScope {
  readonly type: 'matching'
  readonly kind: ListedKind
  readonly query: string
}

/** What a dialog asks for: a scope of the verb, or whatever a list shows. */
export type AskedScope = Scope | MatchingScope

interface AskedPreview {
  readonly verb: ActVerb
  readonly scope: AskedScope
}

/** Freezes what an act would be done to and says who is affected; nothing happens to any of it. */
export async function preview(input: AskedPreview) {
  return previewing(input)
}

/** Does what was previewed. Asked twice, it is done once. */
export async function run(input: Parameters<typeof runAct>[1]) {
  return running(input)
}

/** Stops an act between two slices. */
export async function stop(input: Parameters<typeof stopAct>[1]) {
  return stopping(input)
}

/** Anybody may have sent it: what has not this shape goes to the verb, which says what is wrong with it. */
function isMatching(scope: unknown): scope is MatchingScope {
  if (typeof scope !== 'object' || scope === null || !('type' in scope) || scope.type !== 'matching') return false
  const isKind = 'kind' in scope && (scope.kind === 'session' || scope.kind === 'api_key')
  return isKind && 'query' in scope && typeof scope.query === 'string'
}

/** The filter of a list, without its order and its place. */
function filterOf({ kind, query }: MatchingScope): Scope {
  const search = credentialSearch(kind)(new URLSearchParams(query))
  const { sort: _order, cursor: _place, limit: _length, ...filter } = listInput(kind, search)
  return { type: 'filter', filter }
}

const previewing = serverAction((context: Context, input: AskedPreview) => {
  const { scope, ...rest } = membersOf(input)
  return previewAct(context, { ...rest, scope: isMatching(scope) ? filterOf(scope) : scope })
})
const running = serverAction(runAct)
const stopping = serverAction(stopAct)
