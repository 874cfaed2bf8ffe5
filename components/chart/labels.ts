export interface Label {
  readonly key: string
  /** The pixel it belongs to. */
  readonly x: number
  readonly text: string
  /** Higher ones are placed first. */
  readonly priority: number
}

export interface PlacedLabel extends Label {
  readonly left: number
  readonly width: number
  readonly lane: number
}

export interface Room {
  readonly left: number
  readonly right: number
  readonly lanes: number
  readonly gap: number
  /** Added to the width of the text, for labels that stand in a box. */
  readonly padding?: number
}

/**
 * Finds a place for as many labels as fit without touching, the important ones and then the later ones first, each centred on its pixel
 * or pushed inside the room. What finds no place in any lane is left out.
 */
export function placeLabels(labels: readonly Label[], room: Room): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  for (const label of [...labels].sort((a, b) => b.priority - a.priority || b.x - a.x)) {
    const width = textWidth(label.text) + (room.padding ?? 0)
    if (width > room.right - room.left) continue
    const left = Math.min(Math.max(label.x - width / 2, room.left), room.right - width)
    const lane = freeLane(placed, { left, width }, room)
    if (lane !== null) placed.push({ ...label, left, width, lane })
  }
  return placed
}

function freeLane(
  placed: readonly PlacedLabel[],
  { left, width }: { readonly left: number; readonly width: number },
  { lanes, gap }: Room,
): number | null {
  for (let lane = 0; lane < lanes; lane += 1) {
    const taken = placed.some(
      (other) => other.lane === lane && left < other.left + other.width + gap && other.left < left + width + gap,
    )
    if (!taken) return lane
  }
  return null
}

/** Width of a text in Geist Sans at 12 px with tabular figures, in pixels; never less than it is. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += WIDTHS.get(character) ?? WIDEST
  return Math.ceil(width)
}

const WIDEST = 11.4
// Measured in Chromium at weight 500, rounded up. What is not listed counts as the widest.
const WIDTHS = new Map(
  Object.entries({
    3.3: " Iijl!'|`.,·",
    4.6: 'frt():;"[]{}/',
    5.3: '-*',
    6.7: 'aceksvxyz<=>',
    7.2: 'hnoubdgpqFJLTZ+?_~–…×0123456789',
    7.9: 'EKPXY$&S',
    8.7: 'ABCGHRUV',
    9.2: 'DNOQ',
    10.6: 'mwM',
  }).flatMap(([width, characters]) => [...characters].map((character) => [character, Number(width)] as const)),
)
