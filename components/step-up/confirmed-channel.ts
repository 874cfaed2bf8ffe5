const CHANNEL = 'assay-confirmed'

/** Tells the windows of this console that the operator confirmed who they are. Only its own origin hears it. */
export function tellConfirmed(): void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage(null)
  channel.close()
}

/** Calls back when another window of this console says so; the answer stops listening. It proves nothing: the server decides. */
export function onConfirmed(heard: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL)
  channel.onmessage = heard
  return () => channel.close()
}
