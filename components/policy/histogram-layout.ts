/** Heights in the picture, in pixels from the top: room for the handle, the tallest bar, the base line, the ages. */
export const HISTOGRAM = { handle: 4, handleHeight: 22, top: 34, today: 44, base: 190, ages: 209 } as const
