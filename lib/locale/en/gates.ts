import type { Gate } from '@/lib/core/reasons'

/** The headings of a verdict's trace. */
export const GATE_LABELS: Readonly<Record<Gate, string>> = {
  shape: 'Shape',
  origin: 'Origin',
  ended: 'Ended',
  time: 'Time',
  place: 'Place',
  authority: 'Authority',
  use: 'Use',
  system: 'Assay itself',
}
