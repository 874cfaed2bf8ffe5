import type { ReportProblem } from '@/lib/locale/guidance/page-words'

/** How sending a report came out; what was typed comes back with a refusal, so that it stands there without script too. */
export type ReportState =
  | { readonly status: 'idle' }
  | { readonly status: 'failed'; readonly problem: ReportProblem; readonly typed: TypedReport }

interface TypedReport {
  readonly text: string
  readonly contact: string
}
