/** Heights of the two pictures in pixels, from top to bottom. Widths are measured, heights are fixed: nothing shifts. */
export const OVERVIEW = { strip: 4, stripHeight: 16, captions: 36, height: 42, inset: 8 } as const

export const FOCUS = {
  flag: 2,
  flagHeight: 20,
  policy: 28,
  policyHeight: 18,
  bar: 52,
  barHeight: 28,
  sliding: 85,
  labels: 104,
  laneHeight: 17,
  axis: 133,
  axisLabels: 150,
  height: 156,
  inset: 8,
} as const

/** Refusal marks closer than this touch. */
export const REFUSAL_APART = 30
/** How near, in pixels, the line must come to an event to snap to it. */
export const SNAP = 6
