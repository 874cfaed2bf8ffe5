'use client'

import { parseAsString, useQueryState } from 'nuqs'
import { useRef } from 'react'

export type OpenId = { openId: string | null; open: (id: string) => void; close: () => void }

/** Which row stands open as a sheet, kept in the URL as `?open=`. The browser's Back closes it. */
export function useOpenId(): OpenId {
  const [openId, setOpenId] = useQueryState('open', parseAsString)
  const pushed = useRef(false)
  const open = (id: string) => {
    // Walking from row to row while the sheet is open must not fill the history.
    void setOpenId(id, { history: openId === null ? 'push' : 'replace' })
    if (openId === null) pushed.current = true
  }
  const close = () => {
    if (pushed.current) window.history.back()
    else void setOpenId(null)
    pushed.current = false
  }
  return { openId, open, close }
}
