import { spawn } from 'node:child_process'
import { monotonic } from '@/lib/clock'
import { StartupError } from '@/lib/startup-error'

/** How to start one process of the installation. */
export interface ChildPlan {
  readonly name: string
  readonly command: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** False for programs that are not ours: they are ready when they run, and end on SIGTERM instead of a closed channel. */
  readonly channel: boolean
}

/** A process that is started again whenever it ends by itself. */
export interface Child {
  /** Resolves at its first readiness; rejects when it ends before. */
  readonly ready: Promise<void>
  /** Ends the running process cleanly and starts another at once. */
  readonly restart: () => Promise<void>
  /** Ends it cleanly, by force after a while; resolves when it is gone. */
  readonly stop: () => Promise<void>
}

const FIRST_BACKOFF_MILLISECONDS = 250
const MAXIMUM_BACKOFF_MILLISECONDS = 30_000
/** Having run this long, a process counts as healthy and its next end as a first one. */
const HEALTHY_MILLISECONDS = 60_000
const STOP_MILLISECONDS = 20_000

/** Starts a process and keeps it running until it is stopped. */
export function keepRunning(plan: ChildPlan, report: (message: string) => void): Child {
  return new KeptProcess(plan, report)
}

class KeptProcess implements Child {
  readonly ready: Promise<void>
  private readonly supervising: Promise<void>
  private run: Run
  private stopping = false
  private wake: () => void = () => undefined

  private readonly plan: ChildPlan
  private readonly report: (message: string) => void

  constructor(plan: ChildPlan, report: (message: string) => void) {
    this.plan = plan
    this.report = report
    this.run = launch(plan)
    // A process that never got ready has said why; starting it again would only say it again.
    const failed = this.run.exited.then(() => {
      throw new StartupError(`${plan.name} did not start: see the line above`)
    })
    this.ready = Promise.race([this.run.ready, failed])
    this.supervising = this.ready.then(
      () => this.supervise(),
      () => undefined,
    )
  }

  async restart(): Promise<void> {
    this.wake()
    await this.run.end()
  }

  async stop(): Promise<void> {
    this.stopping = true
    this.wake()
    await this.run.end()
    await this.supervising
  }

  private async supervise(): Promise<void> {
    let backoff = FIRST_BACKOFF_MILLISECONDS
    for (let end = await this.run.exited; !this.stopping; end = await this.run.exited) {
      if (!end.wanted) {
        if (end.lasted > HEALTHY_MILLISECONDS) backoff = FIRST_BACKOFF_MILLISECONDS
        this.report(`${this.plan.name} ended (${end.how}) and is started again`)
        await this.pause(backoff)
        backoff = Math.min(backoff * 2, MAXIMUM_BACKOFF_MILLISECONDS)
      }
      if (!this.stopping) this.run = launch(this.plan)
    }
  }

  private pause(milliseconds: number): Promise<void> {
    return new Promise((done) => {
      const timer = setTimeout(done, milliseconds)
      this.wake = () => {
        clearTimeout(timer)
        done()
      }
    })
  }
}

interface Run {
  readonly ready: Promise<void>
  readonly exited: Promise<{ how: string; lasted: number; wanted: boolean }>
  readonly end: () => Promise<void>
}

function launch(plan: ChildPlan): Run {
  const startedAt = monotonic()
  const [program = '', ...args] = plan.command
  const child = spawn(program, args, {
    env: plan.env,
    // Ctrl-C is for the launcher to handle; ours leave it alone, others are kept out of its reach.
    detached: !plan.channel,
    stdio: plan.channel ? ['ignore', 'inherit', 'inherit', 'ipc'] : ['ignore', 'inherit', 'inherit'],
  })
  let wanted = false
  const ready = new Promise<void>((done) => {
    if (plan.channel) child.on('message', () => done())
    else child.once('spawn', () => done())
  })
  const exited = new Promise<{ how: string; lasted: number; wanted: boolean }>((done) => {
    const finish = (how: string) => done({ how, lasted: monotonic() - startedAt, wanted })
    child.once('error', (error) => finish(error.message))
    child.once('exit', (code, signal) => finish(signal ?? `exit code ${code}`))
  })
  const end = async () => {
    wanted = true
    if (child.connected) child.disconnect()
    else child.kill('SIGTERM')
    const force = setTimeout(() => child.kill('SIGKILL'), STOP_MILLISECONDS)
    await exited
    clearTimeout(force)
  }
  return { ready, exited, end }
}
