import type { Label } from '@/components/chart/labels'
import type { Instant } from '@/lib/core/instant'
import { duration } from '@/lib/format/duration'
import { REFUSAL_APART } from './layout'
import { type RefusalCluster, refusalClusters } from './marks'
import { type EventKind, eventsOf, isOpen, type LifelineData, lapseOf } from './model'
import { type Scale, span, type TimeWindow, xOf } from './scale'
import { stamp } from './stamp'

/** Words under the bar, with the class that colours them. */
export interface Caption extends Label {
  readonly tone: string
}

const PRIORITY: Partial<Record<EventKind, number>> = {
  ended: 10,
  cutoff: 9,
  last_use: 8,
  overlap: 8,
  idle: 7,
  expired: 7,
  suspended: 8,
  resumed: 6,
  issued: 6,
  start: 6,
  signed_in: 5,
  now: 4,
}

const TONE: Partial<Record<EventKind, string>> = {
  ended: 'fill-ink font-medium',
  cutoff: 'fill-refused-ink',
  suspended: 'fill-held-ink',
  resumed: 'fill-held-ink',
}

/** What the window's events are called, where they stand, and how much each matters when there is no room for all. */
export function captionsOf(data: LifelineData, scale: Scale, zone: string): Caption[] {
  const shown = eventsOf(data).filter(({ at, kind }) => kind in PRIORITY && at >= scale.from && at <= scale.until)
  const time = (at: Instant) => stamp(at, span(scale), data.now, zone)
  const said = shown.map(({ kind, at, words }) => ({
    key: `${kind} ${at}`,
    x: xOf(scale, at),
    text: kind === 'now' ? 'now' : captionOf(words, time(at)),
    priority: PRIORITY[kind] ?? 0,
    tone: TONE[kind] ?? 'fill-muted',
  }))
  const clusters = refusalClusters(data.refusals, scale, REFUSAL_APART)
  return [
    ...said,
    ...clusters.map((cluster) => refusalCaption(cluster, time)),
    ...lengths(data, scale),
    ...openEnd(data, scale),
  ]
}

/** The time stands before a colon: "ended 14:02:16: idle". */
function captionOf(words: string, time: string): string {
  const [head = '', ...rest] = words.split(': ')
  return [`${head} ${time}`, ...rest].join(': ')
}

function refusalCaption(cluster: RefusalCluster, time: (at: Instant) => string): Caption {
  const [first = '', ...others] = cluster.reasons
  const reason = others.length === 0 ? first : `${first} and others`
  return {
    key: `refused ${cluster.from}`,
    x: cluster.x,
    text: `refused ${time(cluster.from)}: ${reason}`,
    priority: 5,
    tone: 'fill-refused-ink',
  }
}

/** The length of a limit, in the middle of what is seen of it. */
function lengths(data: LifelineData, scale: Scale): Caption[] {
  const idle = lapseOf(data, 'idle')
  const windows: { readonly key: string; readonly window: TimeWindow; readonly words: string }[] = []
  if (idle !== null && idle.limitSeconds !== null) {
    const window = { from: data.lastUsedAt ?? data.issuedAt, until: Math.min(idle.at, data.ended?.at ?? idle.at) }
    windows.push({ key: 'idle length', window, words: duration(idle.limitSeconds * 1000) })
  }
  if (data.overlapFrom !== null && data.overlapUntil !== null) {
    const window = { from: data.overlapFrom, until: data.overlapUntil }
    windows.push({ key: 'overlap length', window, words: `overlap ${duration(span(window))}` })
  }
  return windows.flatMap(({ key, window, words }) => middleCaption(key, window, words, scale))
}

const LENGTH_WIDTH_MIN = 64

function middleCaption(key: string, window: TimeWindow, text: string, scale: Scale): Caption[] {
  const left = Math.max(xOf(scale, window.from), scale.left)
  const right = Math.min(xOf(scale, window.until), scale.right)
  if (right - left < LENGTH_WIDTH_MIN) return []
  return [{ key, x: (left + right) / 2, text, priority: 3, tone: 'fill-soon-ink' }]
}

function openEnd(data: LifelineData, scale: Scale): Caption[] {
  if (!isOpen(data) || scale.until <= data.now) return []
  return [{ key: 'no end', x: scale.right, text: 'no end', priority: 7, tone: 'fill-muted' }]
}
