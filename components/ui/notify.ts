export type Notice = {
  title: string
  description?: string | undefined
  /** `failed` stays until it is closed; the others leave after five seconds. */
  tone?: 'done' | 'failed' | 'plain'
  action?: { label: string; run: () => void } | undefined
}

type Listener = () => void

const listeners = new Set<Listener>()
let waiting: readonly Notice[] = []
let wanted = false

/** Tells the operator what has happened. It may be called from any event handler. */
export function notify(notice: Notice): void {
  waiting = [...waiting, notice]
  wanted = true
  for (const listener of listeners) listener()
}

/** Hands over what was told before the toasts had loaded, and clears it. */
export function takeNotices(): readonly Notice[] {
  const taken = waiting
  waiting = []
  return taken
}

/** Whether anything was ever told, so that the toasts are worth loading. */
export function anyNotices(): boolean {
  return wanted
}

export function subscribeToNotices(listener: Listener): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
