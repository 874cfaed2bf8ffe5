'use client'

import { type RefObject, useEffect, useLayoutEffect, useState } from 'react'
import { type RowWindow, rowsInSight, scrollToRow } from './row-window'

type Options = {
  scroll: RefObject<HTMLElement | null>
  count: number
  /** Of each row, in pixels. */
  height: number
  /** Of what stays at the top, in pixels. */
  head: number
  /** Draws every row, whether or not it is in sight. */
  whole: boolean
  /** The row that is kept in sight when it changes; below 0 none. */
  current: number
}

/** What the bar of acts covers at the lower end. */
const FOOT = 88

/** The rows to draw of a list that scrolls in `scroll`. Rows have one height, so nothing needs to be measured but the window. */
export function useRowWindow({ scroll, count, height, head, whole, current }: Options): RowWindow {
  const [sight, setSight] = useState({ row: 0, tall: 0 })
  useLayoutEffect(() => {
    const element = scroll.current
    if (!element) return undefined
    const look = () => {
      const [row, tall] = [Math.floor(element.scrollTop / height), element.clientHeight]
      setSight((before) => (before.row === row && before.tall === tall ? before : { row, tall }))
    }
    look()
    element.addEventListener('scroll', look, { passive: true })
    const observer = new ResizeObserver(look)
    observer.observe(element)
    return () => {
      element.removeEventListener('scroll', look)
      observer.disconnect()
    }
  }, [scroll, height])
  useEffect(() => {
    const element = scroll.current
    if (!element || current < 0) return
    const { scrollTop: top, clientHeight: tall } = element
    const to = scrollToRow(current, { top, tall, height }, { head, foot: FOOT })
    if (to !== null) element.scrollTop = to
  }, [current, scroll, height, head])
  if (whole) return { first: 0, end: count }
  // The window begins within its first row: one more belongs to it.
  const tall = sight.tall === 0 ? 0 : sight.tall + height
  return rowsInSight({ top: sight.row * height, tall, height }, count)
}
