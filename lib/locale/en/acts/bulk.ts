import { type ActTextsOf, credentials } from '../act-text'

export const BULK_ACTS: ActTextsOf<'act'> = {
  'act.previewed': {
    label: 'Act upon many previewed',
    word: 'act previewed',
    tell: ({ verb, total }, { subject }) =>
      `looked whom it would concern to ${verb} ${credentials(total)}${of(subject)}`,
  },
  'act.started': {
    label: 'Act upon many begun',
    word: 'act begun',
    tell: ({ verb, total }, { subject }) => `began to ${verb} ${credentials(total)}${of(subject)}`,
  },
  'act.finished': {
    label: 'Act upon many finished',
    word: 'act finished',
    tell: ({ done, already, failed }) =>
      `was done with ${credentials(done)}; ${already} had been so before, ${failed} failed`,
  },
  'act.stopped': {
    label: 'Act upon many stopped',
    word: 'act stopped',
    tell: ({ done, remaining }) => `stopped after ${credentials(done)}; ${remaining} are as they were`,
  },
}

function of(subject: string | null): string {
  return subject === null ? '' : ` of ${subject}`
}
