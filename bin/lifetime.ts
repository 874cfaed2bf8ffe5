import { startedByNpm } from '@/lib/env'
import { errorCode, StartupError } from '@/lib/startup-error'

/** Resolves when this process is asked to end: Ctrl-C, SIGTERM, or whoever started it is gone. */
export function untilStopped(): Promise<void> {
  // Ctrl-C reaches launcher and children alike; only the launcher knows the order in which they end.
  const launched = process.connected === true
  return new Promise((done) => {
    process.on('SIGINT', () => {
      if (!launched) done()
    })
    for (const event of ['SIGTERM', 'disconnect'] as const) process.on(event, () => done())
    if (!launched && startedByNpm()) whenParentIsGone(done)
  })
}

const PARENT_POLL_MILLISECONDS = 500

/** npm passes SIGTERM to the shell between us and not to us: the shell's end is all we see of it. */
function whenParentIsGone(done: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    done()
  }, PARENT_POLL_MILLISECONDS)
  timer.unref()
}

/** Tells the launcher, where there is one, that this process serves. */
export function reportReady(): void {
  process.send?.('ready')
}

/** What to say of an error while listening on a port. */
export function listenProblem(error: unknown, host: string, port: number, variable: string): unknown {
  switch (errorCode(error)) {
    case 'EADDRINUSE':
      return new StartupError(
        `port ${port} is taken: stop the program that uses it, or set ${variable} to another port`,
      )
    case 'EACCES':
      return new StartupError(`port ${port} may not be used by this user: set ${variable} to a port above 1023`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new StartupError(`this machine has no address ${host}: set ASSAY_HOST to one of its own, or to 0.0.0.0`)
    default:
      return error
  }
}
