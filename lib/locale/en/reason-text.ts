import type { Line } from './telling'

/** Everything a reason is told with. All parts are demanded by type: a reason that lacks one does not compile. */
export interface ReasonText {
  /** A word or two for badges and marks: "Idle". */
  readonly word: string
  /** Three to six words for lists. */
  readonly title: string
  /** The verdict on this presentation, read first. */
  readonly headline: Line
  /** What happened, with the evidence filled in. */
  readonly happened: Line
  /** What the holder should do. */
  readonly holder: Line
  /** What the operator should check. */
  readonly operator: Line
  /** A sentence to send to the customer: nothing but what they may know, without blame. */
  readonly customer: Line
}
