/** The wall clock of this machine in epoch milliseconds; sent as `sent_at` so that Assay can tell a wrong clock. */
export function wallClock(): number {
  return Date.now()
}
