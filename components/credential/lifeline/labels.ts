import { clamp } from './scale'

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
 * Finds a place for as many labels as fit without touching, the important ones first, each centred on its pixel
 * or pushed inside the room. What finds no place in any lane is left out.
 */
export function placeLabels(labels: readonly Label[], room: Room): PlacedLabel[] {
  const placed: PlacedLabel[] = []
  for (const label of [...labels].sort((a, b) => b.priority - a.priority || a.x - b.x)) {
    const width = textWidth(label.text) + (room.padding ?? 0)
    if (width > room.right - room.left) continue
    const left = clamp(label.x - width / 2, room.left, room.right - width)
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

/** Width of a text in Geist Sans at 12 px with tabular figures, in pixels; measured per class, rounded up. */
export function textWidth(text: string): number {
  let width = 0
  for (const character of text) width += characterWidth(character)
  return Math.ceil(width)
}

function characterWidth(character: string): number {
  if (/[\dA-Z$%&@]/.test(character)) return /[MW@%]/.test(character) ? 11.2 : /\d/.test(character) ? 7.2 : 8.9
  if (/[ ijl.,:;'|·!`]/.test(character)) return 3.6
  if (/[frt()"[\]-]/.test(character)) return 5
  return /[mw]/.test(character) ? 10.3 : 7.1
}
