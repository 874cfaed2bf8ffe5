'use server'

import { listInput } from '@/app/(console)/_credential/search'
import type { FilterValue } from '@/components/table/filters'
import { serverAction } from '@/lib/actions/action'
import type { ActVerb } from '@/lib/core/act'
import type { ListedKind } from '@/lib/queries/credentials'
import { previewAct } from '@/lib/services/acts/preview'
import { runAct } from '@/lib/services/acts/run'
import { stopAct } from '@/lib/services/acts/stop'

type Scope = Parameters<typeof previewAct>[1]['scope']

/** What a dialog asks for: a scope of the verb, or whatever a list's URL shows. */
export type AskedScope =
  | Scope
  | {
      readonly type: 'matching'
      readonly kind: ListedKind
      readonly search: Readonly<Record<string, FilterValue | undefined>>
    }

/** Freezes what an act would be done to and says who is affected; nothing happens to any of it. */
export async function preview({ verb, scope }: { verb: ActVerb; scope: AskedScope }) {
  return previewing({ verb, scope: scope.type === 'matching' ? filterOf(scope) : scope })
}

/** Does what was previewed. Asked twice, it is done once. */
export async function run(input: Parameters<typeof runAct>[1]) {
  return running(input)
}

/** Stops an act between two slices. */
export async function stop(input: Parameters<typeof stopAct>[1]) {
  return stopping(input)
}

/** The filter of a list, without its order and its place. */
function filterOf({ kind, search }: Extract<AskedScope, { type: 'matching' }>): Scope {
  const { sort: _order, cursor: _place, limit: _length, ...filter } = listInput(kind, search)
  return { type: 'filter', filter }
}

const previewing = serverAction(previewAct)
const running = serverAction(runAct)
const stopping = serverAction(stopAct)
