import { count, plural } from '@/lib/format/count'
import { BULK_TEXTS } from '@/lib/locale/en/bulk'
import { CAUSE_TEXTS } from '@/lib/locale/en/causes'
import type { ActView } from '@/lib/services/acts/act-row'

/** What an act was done to, as its title: "End everything of Ann Archer". Names are known where one act is read. */
export function actTitle({ verb, scope, total }: ActView, name?: string | null): string {
  return `${BULK_TEXTS[verb].verb} ${objectOf(scope, total, name ?? null)}`
}

function objectOf(scope: ActView['scope'], total: number, name: string | null): string {
  switch (scope.type) {
    case 'selection':
      return `${plural(total, 'selected credential')}`
    case 'filter':
      return `${count(total)} that matched a filter`
    case 'subject':
      return `everything of ${name ?? 'a person'}`
    case 'application':
      return `everything of ${name ?? 'an application'}`
    case 'address':
      return `everything of ${scope.network}`
    case 'leaving':
      return `everything of ${name ?? 'a person'}, who leaves`
    case 'act':
      return `${count(total)} of an earlier act`
  }
}

/** An act as a ticket wants it: what, why, when, by whom, and what became of it. */
export function ticketText(
  act: ActView,
  title: string,
  written: (at: number) => string,
  leftToDo: readonly string[] = [],
): string {
  const { done, already } = BULK_TEXTS[act.verb]
  const figures = [
    `${count(act.done)} ${done}${act.late > 0 ? ` (${count(act.late)} of them appeared after the preview)` : ''}`,
    act.already > 0 && `${count(act.already)} ${already}`,
    act.leftOut > 0 && `${count(act.leftOut)} left out (the operator’s own session)`,
    act.failed > 0 && `${count(act.failed)} failed`,
  ].filter(Boolean)
  return [
    title,
    `By ${act.by.name}${act.startedAt === null ? '' : ` on ${written(act.startedAt)}`}`,
    act.cause && `Cause: ${CAUSE_TEXTS[act.cause].label}`,
    act.note && `Note: ${act.note}`,
    act.disables.length > 0 && `${plural(act.disables.length, 'account')} disabled`,
    `Previewed: ${count(act.total)}. ${figures.join(', ')}.`,
    ...leftToDo.map((each) => `Left to do: ${each}`),
    `Audit: ${act.id}`,
  ]
    .filter(Boolean)
    .join('\n')
}
