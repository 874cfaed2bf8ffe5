'use client'

import { type RefObject, useLayoutEffect, useRef, useState } from 'react'

/** The width of an element in whole pixels, `guess` until it is measured. Drawn 1:1, text keeps its size. */
export function useWidth<T extends Element>(guess: number): [RefObject<T | null>, number] {
  const ref = useRef<T>(null)
  const [width, setWidth] = useState(guess)
  useLayoutEffect(() => {
    const element = ref.current
    if (element === null) return
    const measure = (next: number) => setWidth(Math.max(Math.floor(next), 240))
    measure(element.getBoundingClientRect().width)
    const observer = new ResizeObserver(([entry]) => {
      if (entry !== undefined) measure(entry.contentRect.width)
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  return [ref, width]
}
