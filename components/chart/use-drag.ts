'use client'

import { type PointerEvent, useRef } from 'react'

/** A pointer inside its picture, in the picture's own pixels. */
export interface DragPoint {
  readonly x: number
  /** How far it came since the drag began. */
  readonly moved: number
  /** Held down to keep from snapping. */
  readonly free: boolean
}

type SvgPointer = PointerEvent<SVGGraphicsElement>

export interface DragHandlers {
  onPointerDown: (event: SvgPointer) => void
  onPointerMove: (event: SvgPointer) => void
  onPointerUp: (event: SvgPointer) => void
  onPointerCancel: (event: SvgPointer) => void
}

/** Follows one pointer from press to release, wherever it goes. Every way to drag has a key that does the same. */
export function useDrag(start: (point: DragPoint) => (point: DragPoint) => void): DragHandlers {
  const drag = useRef<{ readonly from: number; readonly move: (point: DragPoint) => void } | null>(null)
  const stop = () => {
    drag.current = null
  }
  return {
    onPointerDown: (event) => {
      if (event.button !== 0) return
      const x = xInPicture(event)
      event.stopPropagation()
      event.currentTarget.setPointerCapture(event.pointerId)
      const point = { x, moved: 0, free: event.altKey }
      drag.current = { from: x, move: start(point) }
    },
    onPointerMove: (event) => {
      if (drag.current === null) return
      const x = xInPicture(event)
      drag.current.move({ x, moved: x - drag.current.from, free: event.altKey })
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  }
}

function xInPicture(event: SvgPointer): number {
  const picture = event.currentTarget.ownerSVGElement ?? event.currentTarget
  return event.clientX - picture.getBoundingClientRect().left
}
